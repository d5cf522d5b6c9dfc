import { makeStyles, tokens } from "@fluentui/react-components";
import { ChevronRight16Regular } from "@fluentui/react-icons";
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import type { QuarantinedRow } from "../../shared/inspection.ts";
import { useRecorded } from "../app/recorded.ts";
import { StateShape } from "../ui/state-shape.tsx";
import { Time } from "../ui/time.tsx";
import { useFormats } from "../ui/use-formats.ts";

const useStyles = makeStyles({
  list: {
    margin: 0,
    padding: 0,
    listStyleType: "none",
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusLarge,
  },
  row: { ":not(:first-child)": { borderTop: `1px solid ${tokens.colorNeutralStroke2}` } },
  link: {
    display: "grid",
    gridTemplateColumns: "max-content minmax(0, 1fr) max-content",
    alignItems: "center",
    columnGap: tokens.spacingHorizontalM,
    padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalM}`,
    color: tokens.colorNeutralForeground1,
    textDecorationLine: "none",
    borderRadius: tokens.borderRadiusLarge,
    ":hover": { backgroundColor: tokens.colorSubtleBackgroundHover },
    ":focus-visible": { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: "-2px" },
  },
  words: { display: "flex", flexDirection: "column", minWidth: 0 },
  reason: { overflowWrap: "anywhere" },
  about: { color: tokens.colorNeutralForeground2, fontSize: tokens.fontSizeBase200 },
  good: { display: "inline-flex", alignItems: "center", gap: tokens.spacingHorizontalXS },
});

/** One line each; a line leads into the webhook. */
export function QuarantinedList({ rows }: { rows: readonly QuarantinedRow[] }) {
  const { t } = useTranslation("inspector");
  const recorded = useRecorded();
  const styles = useStyles();
  const formats = useFormats();
  return (
    <ul className={styles.list} aria-label={t("quarantined.title")} data-testid="quarantined">
      {rows.map(({ event, now }) => (
        <li key={event.id} className={styles.row}>
          <Link className={styles.link} href={`/inspector/${event.id}`}>
            <Time at={event.receivedAt} />
            <span className={styles.words}>
              <span className={styles.reason}>{event.reason === null ? null : recorded(event.reason)}</span>
              <span className={styles.about}>
                {t("quarantined.from", { from: event.source ?? event.remoteAddress ?? t("request.noSource") })}
                {now.outcome === "understood" && (
                  <span className={styles.good}>
                    {" · "}
                    <StateShape state="delivered" />
                    {t("quarantined.understood", { count: now.reads, number: formats.number(now.reads) })}
                  </span>
                )}
              </span>
            </span>
            <ChevronRight16Regular aria-hidden />
          </Link>
        </li>
      ))}
    </ul>
  );
}
