import { makeStyles, mergeClasses, tokens } from "@fluentui/react-components";
import { useTranslation } from "react-i18next";
import { useLive, useStatus } from "../app/live-context.tsx";
import { useRecorded } from "../app/recorded.ts";
import type { FeedRow } from "../feed/rows.ts";
import { StateShape } from "../ui/state-shape.tsx";
import { useFormats } from "../ui/use-formats.ts";
import { useNow } from "../ui/use-now.ts";
import { contrast } from "./colors.ts";
import { calmMs } from "./picture.tsx";

const useStyles = makeStyles({
  line: {
    position: "absolute",
    left: 0,
    right: 0,
    top: 0,
    display: "flex",
    alignItems: "center",
    gap: "2vmin",
    padding: "1vmin 2.5vmin",
    minHeight: "max(32px, 5vmin)",
    boxSizing: "border-box",
    backgroundColor: "rgba(0, 0, 0, 0.72)",
    color: "#fff",
    fontSize: "max(14px, 2.4vmin)",
    lineHeight: 1.3,
  },
  // A wall that does not receive, or does not hear, must not be taken for a quiet night.
  bad: {
    backgroundColor: "#b10e1c",
    [contrast]: { forcedColorAdjust: "none", backgroundColor: "Highlight", color: "HighlightText" },
  },
  state: { display: "flex", alignItems: "center", gap: "1vmin", minWidth: 0 },
  shape: { color: "inherit", flexShrink: 0 },
  since: { color: "#d6d6d6", minWidth: 0, "@media (max-width: 600px)": { display: "none" } },
  clock: { marginLeft: "auto", fontVariantNumeric: "tabular-nums", fontWeight: tokens.fontWeightSemibold, fontSize: "1.3em" },
});

/** Whether it receives, since when nothing came, and the time: a clock that goes shows that the wall is alive. */
export function WallState({ newest, className }: { newest: FeedRow | null; className?: string }) {
  const { t } = useTranslation(["wall", "app"]);
  const formats = useFormats();
  const styles = useStyles();
  const recorded = useRecorded();
  const status = useStatus();
  const connection = useLive((snapshot) => snapshot.connection);
  const now = useNow(1_000);
  const lost = connection.state === "lost" && connection.since !== null;
  const receiver = status?.receiver;
  const broken = receiver?.state === "failed" || receiver?.state === "stopped";
  const quiet = newest !== null && now - newest.event.receivedAt > calmMs;
  const words = () => {
    if (lost) return t("wall:lost", { time: formats.minute(connection.since ?? now, now) });
    if (receiver === undefined) return t("app:strip.asking");
    if (broken && receiver.problem !== null) return recorded(receiver.problem);
    return t(`app:strip.receiver.${receiver.state}`, { port: String(receiver.port) });
  };
  return (
    <div className={mergeClasses(styles.line, (lost || broken) && styles.bad, className)} data-testid="wall-state">
      <span className={styles.state} role="status">
        <StateShape
          state={lost ? "warning" : (receiver?.state ?? "starting")}
          className={mergeClasses((lost || broken) && styles.shape)}
        />
        {words()}
      </span>
      {quiet && !lost && (
        <span className={styles.since} data-testid="wall-quiet">
          {t("wall:quiet", {
            time: formats.minute(newest.event.receivedAt, now),
            duration: formats.duration(now - newest.event.receivedAt),
          })}
        </span>
      )}
      <time className={styles.clock} dateTime={new Date(now).toISOString()}>
        {formats.time(now, now)}
      </time>
    </div>
  );
}
