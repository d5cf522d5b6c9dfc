import { makeStyles, mergeClasses, Tooltip, tokens } from "@fluentui/react-components";
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import type { CoreStatus, DestinationStatus } from "../../shared/status.ts";
import { StateShape } from "../ui/state-shape.tsx";
import { Unseen } from "../ui/unseen.tsx";
import { useFormats } from "../ui/use-formats.ts";
import { useStatus } from "./live-context.tsx";
import { useRecorded } from "./recorded.ts";
import { useStatusWords } from "./status-words.ts";

const useStyles = makeStyles({
  strip: {
    display: "flex",
    alignItems: "center",
    gap: tokens.spacingHorizontalL,
    minHeight: "44px",
    boxSizing: "border-box",
    padding: `0 ${tokens.spacingHorizontalL}`,
    fontSize: tokens.fontSizeBase300,
    color: tokens.colorNeutralForeground1,
    "@media (max-width: 600px)": {
      flexWrap: "wrap",
      columnGap: tokens.spacingHorizontalS,
      rowGap: 0,
      padding: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalM}`,
    },
  },
  link: {
    display: "inline-flex",
    alignItems: "center",
    gap: tokens.spacingHorizontalXS,
    height: "28px",
    boxSizing: "border-box",
    padding: `0 ${tokens.spacingHorizontalS}`,
    borderRadius: tokens.borderRadiusMedium,
    color: "inherit",
    textDecorationLine: "none",
    whiteSpace: "nowrap",
    ":hover": { backgroundColor: tokens.colorSubtleBackgroundHover },
    ':global([data-theme="high-contrast"])': { ":hover": { backgroundColor: "transparent", textDecorationLine: "underline" } },
    ":active": { backgroundColor: tokens.colorSubtleBackgroundPressed },
    ":focus-visible": { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: "-2px" },
  },
  receiver: { fontWeight: tokens.fontWeightSemibold, marginLeft: `calc(-1 * ${tokens.spacingHorizontalS})` },
  today: { whiteSpace: "nowrap", color: tokens.colorNeutralForeground2, fontVariantNumeric: "tabular-nums" },
  destinations: {
    flex: 1,
    minWidth: 0,
    display: "flex",
    gap: tokens.spacingHorizontalXS,
    margin: 0,
    padding: 0,
    listStyleType: "none",
    overflowX: "auto",
    scrollbarWidth: "none",
    // At the right, but not by flex-end: what that lets overflow at the left could not be scrolled to.
    "& > :first-child": { marginLeft: "auto" },
    "@media (max-width: 600px)": { flexBasis: "100%", "& > :first-child": { marginLeft: 0 } },
  },
  chip: { border: `1px solid ${tokens.colorNeutralStroke2}`, backgroundColor: tokens.colorNeutralBackground1 },
  person: { border: `1px solid ${tokens.colorStatusDangerBorder1}` },
  name: { maxWidth: "140px", "@media (max-width: 1100px)": { maxWidth: "84px" }, overflow: "hidden", textOverflow: "ellipsis" },
  count: { fontVariantNumeric: "tabular-nums", color: tokens.colorNeutralForeground2 },
});

/** Is it receiving, how much came today, how is each destination: always in sight. */
export function StatusStrip() {
  const { t } = useTranslation("app");
  const styles = useStyles();
  const status = useStatus();
  return (
    <section className={styles.strip} aria-label={t("strip.label")}>
      {status === null ? (
        <span className={styles.today}>{t("strip.asking")}</span>
      ) : (
        <>
          <Receiver status={status} />
          <Today status={status} />
          <ul className={styles.destinations} aria-label={t("strip.destinations")}>
            {status.destinations.map((destination) => (
              <li key={destination.id}>
                <Destination destination={destination} />
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

function Receiver({ status }: { status: CoreStatus }) {
  const { t } = useTranslation("app");
  const styles = useStyles();
  const recorded = useRecorded();
  const { receiver } = status;
  const problem = receiver.problem === null ? null : recorded(receiver.problem);
  return (
    <Tooltip content={problem ?? receiver.urls[0] ?? t("strip.noAddress")} relationship="description" withArrow>
      <Link href="/doctor" className={mergeClasses(styles.link, styles.receiver)} data-testid="receiver-state">
        <StateShape state={receiver.state} />
        {t(`strip.receiver.${receiver.state}`, { port: String(receiver.port) })}
      </Link>
    </Tooltip>
  );
}

function Today({ status }: { status: CoreStatus }) {
  const { t } = useTranslation("app");
  const formats = useFormats();
  const styles = useStyles();
  return (
    <span className={styles.today} data-testid="reads-today">
      {t("strip.readsToday", { count: status.today.reads, number: formats.number(status.today.reads) })}
    </span>
  );
}

function Destination({ destination }: { destination: DestinationStatus }) {
  const { t } = useTranslation(["app", "ui"]);
  const styles = useStyles();
  const words = useStatusWords();
  const state = t(`ui:destinationState.${destination.state}`);
  return (
    <Tooltip content={words.destination(destination)} relationship="description" withArrow>
      <Link
        href={`/destinations/${encodeURIComponent(destination.id)}`}
        className={mergeClasses(styles.link, styles.chip, destination.state === "paused" && styles.person)}
      >
        <StateShape state={destination.state} />
        <span className={styles.name}>{destination.name}</span>
        <Unseen text={`: ${state}`} />
        {destination.waiting > 0 && <Count number={destination.waiting} words={(values) => t("app:strip.waiting", values)} />}
        {destination.failed > 0 && (
          <>
            <StateShape state="failed" />
            <Count number={destination.failed} words={(values) => t("app:strip.failed", values)} />
          </>
        )}
      </Link>
    </Tooltip>
  );
}

/** A number to see, with its word for those who hear it. */
function Count({ number, words }: { number: number; words: (values: { count: number; number: string }) => string }) {
  const formats = useFormats();
  const styles = useStyles();
  const text = formats.number(number);
  return (
    <>
      <span className={styles.count} aria-hidden>
        {text}
      </span>
      <Unseen text={`, ${words({ count: number, number: text })}`} />
    </>
  );
}
