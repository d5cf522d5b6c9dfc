import { makeStyles, mergeClasses, tokens } from "@fluentui/react-components";
import { useTranslation } from "react-i18next";
import type { PlateListView } from "../../main/console/backend.ts";
import { useRecorded } from "../app/recorded.ts";
import { StateShape } from "../ui/state-shape.tsx";
import { Time } from "../ui/time.tsx";
import { syncState } from "./sync-words.ts";

const shapes = { hand: "idle", new: "pending", synced: "synced", failing: "warning" } as const;

const useStyles = makeStyles({
  line: { display: "flex", gap: tokens.spacingHorizontalS, minWidth: 0 },
  band: {
    padding: `${tokens.spacingVerticalM} ${tokens.spacingHorizontalL}`,
    borderRadius: tokens.borderRadiusLarge,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    backgroundColor: tokens.colorNeutralBackground2,
  },
  care: { backgroundColor: tokens.colorStatusWarningBackground1, border: `1px solid ${tokens.colorStatusWarningBorder1}` },
  shape: { marginTop: "2px" },
  words: { display: "flex", flexDirection: "column", minWidth: 0, overflowWrap: "anywhere" },
  quiet: { color: tokens.colorNeutralForeground2, fontSize: tokens.fontSizeBase200, lineHeight: tokens.lineHeightBase200 },
});

/** Where the plates of a list come from and how that goes; as a band it also tells what keeps it from working. */
export function SyncLine({ list, band = false }: { list: PlateListView; band?: boolean }) {
  const { t } = useTranslation("lists");
  const recorded = useRecorded();
  const styles = useStyles();
  const { sync } = list;
  const state = syncState(list);
  if (sync === null) return band ? null : <span className={styles.quiet}>{t("sync.hand")}</span>;
  return (
    <div className={mergeClasses(styles.line, band && styles.band, band && state === "failing" && styles.care)} data-sync={state}>
      <StateShape state={shapes[state]} className={styles.shape} />
      <div className={styles.words}>
        <span>
          {state === "new" && t("sync.new")}
          {state === "synced" && sync.syncedAt !== null && (
            <>
              {t("sync.synced")} <Time at={sync.syncedAt} precision="minute" />
            </>
          )}
          {state === "failing" && (
            <>
              {t("sync.failing")}
              {sync.failingSince !== null && (
                <>
                  {" "}
                  {t("sync.since")} <Time at={sync.failingSince} precision="minute" />
                </>
              )}
            </>
          )}
        </span>
        {state === "failing" && band && sync.problem !== null && <span>{recorded(sync.problem)}</span>}
        {state === "failing" && band && (
          <span className={styles.quiet}>
            {sync.syncedAt === null ? (
              t("sync.noCopy")
            ) : (
              <>
                {t("sync.lastCopy", { count: list.entries })} <Time at={sync.syncedAt} precision="minute" />
              </>
            )}
          </span>
        )}
        <span className={styles.quiet}>{t(band ? "sync.fromLong" : "sync.from", { tag: sync.tag, url: sync.url })}</span>
      </div>
    </div>
  );
}
