import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useListsById } from "../app/use-lists.ts";
import type { FeedRow } from "../feed/rows.ts";
import { WallBand } from "./band.tsx";
import { WallFrame } from "./frame.tsx";
import { WallPicture } from "./picture.tsx";
import { WallRecent } from "./recent.tsx";
import { recentOf } from "./stage.ts";
import { WallState } from "./state.tsx";
import { useOldClass } from "./use-old.ts";
import { useStage } from "./use-stage.ts";

/** What both kinds of walls show: the vehicles of these cameras (none: of all), newest first. `children` lie on the picture. */
export interface WallProps {
  cameras: readonly string[];
  rows: readonly FeedRow[];
  loaded: boolean;
  idle: boolean;
  children: ReactNode;
}

/** The last vehicle over the whole screen, and below it the ones before. */
export function WallOne({ cameras, rows, loaded, idle, children }: WallProps) {
  const { t } = useTranslation("wall");
  const old = useOldClass();
  const lists = useListsById();
  const staged = useStage(rows);
  const row = rows.find(({ key }) => key === staged?.key) ?? null;
  const color = row?.hits[0] === undefined ? null : (lists.get(row.hits[0].listId)?.color ?? "none");
  const names = cameras.map((camera) => (camera === "" ? t("noCamera") : camera)).join(", ");
  return (
    <WallFrame rows={rows} color={color} idle={idle}>
      <WallPicture
        row={row}
        empty={cameras.length === 0 ? t("empty") : t("emptyCamera", { camera: names })}
        loaded={loaded}
        className={old}
      >
        <WallState newest={rows[0] ?? null} />
        {children}
      </WallPicture>
      {row !== null && <WallBand key={row.key} row={row} color={color} className={old} />}
      <WallRecent rows={recentOf(rows, staged)} className={old} />
    </WallFrame>
  );
}
