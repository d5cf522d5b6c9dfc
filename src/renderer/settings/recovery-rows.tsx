import { Button, makeStyles, tokens } from "@fluentui/react-components";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { RecoveryView } from "../../main/console/backend/recovery.ts";
import { useRecorded } from "../app/recorded.ts";
import { useTRPC } from "../app/trpc.ts";
import { refusalOf } from "../form/refusal.ts";
import { SettingGroup, SettingRow } from "../form/setting-row.tsx";
import { ConfirmDialog } from "../ui/confirm-dialog.tsx";
import { useSay } from "../ui/say.tsx";
import { useFormats } from "../ui/use-formats.ts";
import { Waiting } from "../ui/waiting.tsx";
import { inUnit } from "./bytes.ts";

const useStyles = makeStyles({
  acts: { display: "flex", justifyContent: "flex-end", padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalL}` },
});

/** Shown only while a damaged database is kept: where its content can be brought back from. */
export function RecoveryRows() {
  const { t } = useTranslation("settings");
  const recorded = useRecorded();
  const styles = useStyles();
  const formats = useFormats();
  const say = useSay();
  const trpc = useTRPC();
  const [asking, setAsking] = useState(false);
  const { data, refetch } = useQuery({
    ...trpc.recovery.queryOptions(),
    // It may take minutes: how it ended is looked for while it runs.
    refetchInterval: (query) => (query.state.data?.running ? 1_500 : false),
  });
  const again = {
    onSuccess: () => void refetch(),
    onError: (error: unknown) => say.failed(refusalOf(error)?.message ?? t("noAnswer")),
  };
  const bringBack = useMutation(trpc.bringBack.mutationOptions(again));
  const discard = useMutation(trpc.discardDamaged.mutationOptions(again));
  if (data === undefined || data.sources.length === 0) return null;
  const size = (bytes: number) => {
    const { value, unit } = inUnit(bytes);
    return `${formats.number(value)} ${unit}`;
  };
  return (
    <SettingGroup title={t("recovery.title")} intro={t("recovery.intro")}>
      {data.sources.map(({ kind, name, at, bytes, whole }) => (
        <SettingRow
          key={name}
          title={t(`recovery.${kind}`, { time: formats.minute(at, Date.now()) })}
          help={outcomeOf(data, name) ?? helpOf({ kind, name, bytes, whole })}
          layout="small"
        >
          {({ labelId }) =>
            data.running === name ? (
              <Waiting size="tiny" label={t("recovery.running")} />
            ) : (
              <Button
                aria-describedby={labelId}
                disabled={data.running !== null || bringBack.isPending}
                onClick={() => bringBack.mutate({ name })}
              >
                {t("recovery.bringBack")}
              </Button>
            )
          }
        </SettingRow>
      ))}
      <div className={styles.acts}>
        <Button appearance="subtle" disabled={data.running !== null} onClick={() => setAsking(true)}>
          {t("recovery.discard")}
        </Button>
      </div>
      <ConfirmDialog
        open={asking}
        title={t("recovery.discardTitle")}
        text={t("recovery.discardText")}
        confirm={t("recovery.discard")}
        onConfirm={() => discard.mutate()}
        onClose={() => setAsking(false)}
      />
    </SettingGroup>
  );

  function helpOf({
    kind,
    name,
    bytes,
    whole,
  }: Pick<RecoveryView["sources"][number], "kind" | "name" | "bytes" | "whole">): string {
    const help = t(`recovery.${kind}Help`, { size: size(bytes), name });
    return kind === "damaged" || whole === null ? help : `${help} ${t(whole ? "recovery.whole" : "recovery.notWhole")}`;
  }

  function outcomeOf({ last }: RecoveryView, name: string): string | null {
    if (last?.name !== name) return null;
    if (last.problem !== null) return recorded(last.problem);
    const sentence = t("recovery.done", { count: last.events, number: formats.number(last.events) });
    const waiting = last.waiting > 0 ? ` ${t("recovery.waiting", { count: last.waiting })}` : "";
    return [sentence + waiting, last.lost > 0 && t("recovery.lost"), last.damaged && t("recovery.isDamaged"), missingOf(last)]
      .filter(Boolean)
      .join(" ");
  }

  /** What a copy cannot hold. */
  function missingOf({ missing }: NonNullable<RecoveryView["last"]>): string | null {
    if (missing === null) return null;
    const { from, until, pictureBytes } = missing;
    const now = Date.now();
    const span = t("recovery.missing", { from: formats.minute(from, now), until: formats.minute(until, now) });
    return pictureBytes === 0 ? span : `${span} ${t("recovery.missingPictures", { size: size(pictureBytes) })}`;
  }
}
