import { Button, Input, MessageBar, MessageBarBody, makeStyles, tokens } from "@fluentui/react-components";
import { Add16Regular, ArrowClockwise16Regular, Lightbulb16Regular } from "@fluentui/react-icons";
import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import type { ForwarderInfo } from "../../main/console/backend.ts";
import type { CameraMap, DestinationView } from "../../shared/destination.ts";
import { useTRPC } from "../app/trpc.ts";
import { refusalOf } from "../form/refusal.ts";
import { SaveBar, type SaveOutcome } from "../form/save-bar.tsx";
import { Waiting } from "../ui/waiting.tsx";
import { cameraRows, sameMap, suggestion, withTarget } from "./camera-rows.ts";
import { CameraTable } from "./camera-table.tsx";

const useStyles = makeStyles({
  intro: { margin: `0 0 ${tokens.spacingVerticalM}`, color: tokens.colorNeutralForeground2, maxWidth: "720px" },
  empty: { margin: `0 0 ${tokens.spacingVerticalM}` },
  add: { display: "flex", flexWrap: "wrap", gap: tokens.spacingHorizontalS, marginTop: tokens.spacingVerticalM },
  all: { marginBottom: tokens.spacingVerticalS },
  problem: { marginBottom: tokens.spacingVerticalM },
});

/** Which camera of the destination stands for which of ours. */
export function CamerasPart({
  destination,
  forwarder,
  shown,
  onSave,
  onDirty,
}: {
  destination: DestinationView;
  forwarder: ForwarderInfo;
  /** Asking the destination for its cameras takes a login there: only while somebody looks. */
  shown: boolean;
  onSave: (cameras: CameraMap) => Promise<unknown>;
  onDirty: (dirty: boolean) => void;
}) {
  const { t } = useTranslation("destinations");
  const { t: form } = useTranslation("form");
  const styles = useStyles();
  const trpc = useTRPC();
  // A camera may send its first read while this table is open, or a moment before it: what was asked elsewhere is never good enough.
  const seen = useQuery(trpc.cameras.queryOptions(undefined, { staleTime: 0, refetchInterval: 10_000 }));
  const theirs = useQuery(
    trpc.destinationCameras.queryOptions(
      { id: destination.id },
      { enabled: shown && forwarder.listsCameras, staleTime: 60_000, retry: 0 },
    ),
  );
  const [map, setMap] = useState(destination.cameras);
  const [added, setAdded] = useState<string[]>([]);
  const [typed, setTyped] = useState("");
  const [outcome, setOutcome] = useState<SaveOutcome>({ state: "idle" });
  const dirty = !sameMap(map, destination.cameras);
  useEffect(() => onDirty(dirty), [dirty, onDirty]);

  const rows = cameraRows(seen.data ?? [], { ...Object.fromEntries(added.map((camera) => [camera, ""])), ...map });
  const suggested = rows.flatMap((row) => {
    const meant = suggestion(row, theirs.data ?? null);
    return meant === null ? [] : [{ camera: row.camera, target: meant.id }];
  });
  const add = () => {
    const camera = typed.trim();
    if (camera !== "" && !rows.some((row) => row.camera === camera)) setAdded([...added, camera]);
    setTyped("");
  };
  const save = async () => {
    setOutcome({ state: "saving" });
    try {
      await onSave(map);
      setOutcome({ state: "saved" });
    } catch (error) {
      setOutcome({ state: "failed", message: refusalOf(error)?.message ?? form("save.noAnswer") });
    }
  };

  return (
    <form
      noValidate
      onSubmit={(submit) => {
        submit.preventDefault();
        void save();
      }}
    >
      <p className={styles.intro}>{t("cameras.intro", { name: destination.name })}</p>
      {theirs.isFetching && <Waiting size="tiny" labelPosition="after" label={t("cameras.asking", { name: destination.name })} />}
      {theirs.error !== null && !theirs.isFetching && (
        <MessageBar intent="warning" layout="multiline" className={styles.problem}>
          <MessageBarBody>
            {t("cameras.notListed", { name: destination.name, reason: refusalOf(theirs.error)?.message ?? t("noAnswer") })}{" "}
            <Button size="small" icon={<ArrowClockwise16Regular />} onClick={() => void theirs.refetch()}>
              {t("cameras.askAgain")}
            </Button>
          </MessageBarBody>
        </MessageBar>
      )}
      {rows.length === 0 && seen.isSuccess && <p className={styles.empty}>{t("cameras.none")}</p>}
      {suggested.length > 1 && (
        <Button
          className={styles.all}
          icon={<Lightbulb16Regular />}
          onClick={() => setMap(suggested.reduce((known, { camera, target }) => withTarget(known, camera, target), map))}
        >
          {t("cameras.suggestAll", { count: suggested.length })}
        </Button>
      )}
      {rows.length > 0 && (
        <CameraTable
          rows={rows}
          theirs={theirs.data ?? null}
          destination={destination.name}
          onTarget={(camera, target) => setMap(withTarget(map, camera, target))}
        />
      )}
      <div className={styles.add}>
        <Input
          aria-label={t("cameras.addLabel")}
          placeholder={t("cameras.addLabel")}
          value={typed}
          onChange={(_, data) => setTyped(data.value)}
          onKeyDown={(key) => {
            if (key.key !== "Enter") return;
            key.preventDefault();
            add();
          }}
        />
        <Button icon={<Add16Regular />} disabledFocusable={typed.trim() === ""} onClick={add}>
          {t("cameras.add")}
        </Button>
      </div>
      <SaveBar dirty={dirty} outcome={outcome} save={t("cameras.save")} onDiscard={() => setMap(destination.cameras)} />
    </form>
  );
}
