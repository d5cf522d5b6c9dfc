import { makeStyles, tokens } from "@fluentui/react-components";
import { useTranslation } from "react-i18next";
import { useStatus } from "../app/live-context.tsx";
import { StateShape } from "../ui/state-shape.tsx";
import { DestinationLine } from "./line.tsx";

const useStyles = makeStyles({
  lines: {
    flexShrink: 0,
    maxHeight: "36%",
    overflowY: "auto",
    margin: 0,
    padding: `0 ${tokens.spacingHorizontalL} ${tokens.spacingVerticalS}`,
    listStyleType: "none",
  },
  fine: {
    display: "flex",
    alignItems: "center",
    gap: tokens.spacingHorizontalS,
    padding: `0 ${tokens.spacingHorizontalL} ${tokens.spacingVerticalM}`,
    color: tokens.colorNeutralForeground2,
  },
});

/** One line for each destination that has something waiting, failed, or that waits for a person. */
export function DestinationLines({ destinationId }: { destinationId: string | null }) {
  const { t } = useTranslation("deliveries");
  const styles = useStyles();
  const status = useStatus();
  if (status === null) return null;
  const open = status.destinations
    .filter(({ id }) => destinationId === null || id === destinationId)
    .filter(({ waiting, failed, state }) => waiting > 0 || failed > 0 || ["paused", "cameraPaused", "retrying"].includes(state));
  if (open.length === 0)
    return (
      <div className={styles.fine}>
        <StateShape state={status.destinations.length === 0 ? "idle" : "ok"} />
        {t(status.destinations.length === 0 ? "lines.noDestination" : "lines.nothingOpen")}
      </div>
    );
  return (
    <ul className={styles.lines} aria-label={t("lines.label")}>
      {open.map((destination) => (
        <DestinationLine key={destination.id} destination={destination} />
      ))}
    </ul>
  );
}
