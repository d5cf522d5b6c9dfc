import { Button, Checkbox, makeStyles, Tooltip, tokens } from "@fluentui/react-components";
import { ArrowClockwise16Regular, Dismiss16Regular, Open16Regular } from "@fluentui/react-icons";
import { useTranslation } from "react-i18next";
import { useLocation } from "wouter";
import type { DeliveryRow } from "../../main/console/backend.ts";
import { useRecorded } from "../app/recorded.ts";
import { choicesFor } from "../feed/detail/story.ts";
import { Plate } from "../ui/plate.tsx";
import { StateShape } from "../ui/state-shape.tsx";
import { Time } from "../ui/time.tsx";
import { useFormats } from "../ui/use-formats.ts";

export const rowHeight = 44;

const narrow = "@container deliveries (max-width: 700px)";

const useStyles = makeStyles({
  row: {
    position: "absolute",
    left: 0,
    right: 0,
    boxSizing: "border-box",
    height: `${rowHeight}px`,
    display: "grid",
    gridTemplateColumns: "32px 112px 116px minmax(0, 130px) minmax(0, 150px) minmax(0, 1fr) 96px",
    alignItems: "center",
    columnGap: tokens.spacingHorizontalM,
    padding: `0 ${tokens.spacingHorizontalS}`,
    borderBottom: `1px solid ${tokens.colorNeutralStroke3}`,
    ":hover": { backgroundColor: tokens.colorNeutralBackground1Hover },
    // That theme marks by a glaring colour on which the parts of a row could not be read.
    ':global([data-theme="high-contrast"])': { ":hover": { backgroundColor: tokens.colorNeutralBackground1 } },
    [narrow]: {
      gridTemplateColumns: "32px 104px minmax(0, 1fr) 96px",
      columnGap: tokens.spacingHorizontalS,
    },
  },
  time: { color: tokens.colorNeutralForeground2, fontVariantNumeric: "tabular-nums", whiteSpace: "nowrap" },
  aside: { overflow: "hidden", textOverflow: "ellipsis", whiteSpace: "nowrap", [narrow]: { display: "none" } },
  destination: {
    display: "flex",
    alignItems: "center",
    gap: tokens.spacingHorizontalXS,
    minWidth: 0,
    [narrow]: { display: "none" },
  },
  cut: { overflow: "hidden", textOverflow: "ellipsis", whiteSpace: "nowrap" },
  // Where the columns are hidden: to whom, and when.
  whom: {
    display: "none",
    alignItems: "center",
    gap: tokens.spacingHorizontalXS,
    minWidth: 0,
    color: tokens.colorNeutralForeground1,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    [narrow]: { display: "flex" },
  },
  why: { minWidth: 0 },
  reason: {
    color: tokens.colorNeutralForeground2,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    display: "-webkit-box",
    WebkitLineClamp: "2",
    WebkitBoxOrient: "vertical",
    overflow: "hidden",
    overflowWrap: "anywhere",
    [narrow]: { WebkitLineClamp: "1" },
  },
  acts: { display: "flex", justifyContent: "flex-end" },
});

/** One delivery in a line: plate, when, camera, destination, why it stands where it stands, and what one can do. */
export function DeliveryListRow({
  row,
  top,
  name,
  chosen,
  busy,
  onChoose,
  onRetry,
  onCancel,
}: {
  row: DeliveryRow;
  /** Pixels from the top of the list. */
  top: number;
  name: string;
  chosen: boolean;
  busy: boolean;
  /** `ranged`: with Shift, up to this one from the last. */
  onChoose: (id: number, ranged: boolean) => void;
  onRetry: (id: number) => void;
  onCancel: (id: number) => void;
}) {
  const { t } = useTranslation(["deliveries", "ui"]);
  const formats = useFormats();
  const styles = useStyles();
  const [, navigate] = useLocation();
  const choices = choicesFor(row.status);
  const plate = row.plates[0] ?? null;
  const label = t("deliveries:row.label", {
    plate: plate?.toUpperCase() ?? t("ui:noPlate"),
    camera: row.camera,
    name,
    time: formats.time(row.receivedAt, Date.now()),
  });
  const open = `/event/${row.eventId}${row.readId === null ? "" : `?read=${row.readId}`}`;
  return (
    <li className={styles.row} style={{ top }} aria-label={label} data-testid="delivery-row" data-delivery={row.deliveryId}>
      <Checkbox
        aria-label={label}
        checked={chosen}
        disabled={!choices.retry && !choices.cancel}
        onChange={({ nativeEvent }) => onChoose(row.deliveryId, "shiftKey" in nativeEvent && nativeEvent.shiftKey === true)}
      />
      <Plate plate={plate} size="small" />
      <span className={styles.aside}>
        <Time at={row.receivedAt} className={styles.time} />
      </span>
      <span className={styles.aside}>{row.camera}</span>
      <span className={styles.destination}>
        <StateShape state={row.status} />
        <span className={styles.cut}>{name}</span>
      </span>
      <div className={styles.why}>
        <span className={styles.whom}>
          <StateShape state={row.status} />
          <span className={styles.cut}>{name}</span>
          <Time at={row.receivedAt} className={styles.time} />
        </span>
        <Reason row={row} />
      </div>
      <span className={styles.acts}>
        {choices.retry && (
          <Act
            word={t("deliveries:row.retry")}
            of={label}
            icon={<ArrowClockwise16Regular />}
            busy={busy}
            onAct={() => onRetry(row.deliveryId)}
          />
        )}
        {choices.cancel && (
          <Act
            word={t("deliveries:row.cancel")}
            of={label}
            icon={<Dismiss16Regular />}
            busy={busy}
            onAct={() => onCancel(row.deliveryId)}
          />
        )}
        <Act word={t("deliveries:row.open")} of={label} icon={<Open16Regular />} busy={false} onAct={() => navigate(open)} />
      </span>
    </li>
  );
}

function Reason({ row }: { row: DeliveryRow }) {
  const { t } = useTranslation("deliveries");
  const recorded = useRecorded();
  const formats = useFormats();
  const styles = useStyles();
  const now = Date.now();
  const facts = [
    row.message === null ? (row.status === "pending" ? t("row.turn") : null) : recorded(row.message),
    row.attempts > 0 && row.status !== "delivered" ? t("row.attempts", { count: row.attempts }) : null,
    row.status === "pending" && row.attempts > 0 && row.nextAttemptAt !== null && row.nextAttemptAt > now
      ? t("row.next", { time: formats.time(row.nextAttemptAt, now) })
      : null,
    row.status === "sending" ? t("row.sending") : null,
    row.deliveredAt === null ? null : t("row.delivered", { time: formats.time(row.deliveredAt, now) }),
  ].filter((fact) => fact !== null);
  const text = facts.join(" · ");
  return (
    <Tooltip content={text} relationship="description" withArrow>
      <span className={styles.reason}>{text}</span>
    </Tooltip>
  );
}

function Act({
  word,
  of,
  icon,
  busy,
  onAct,
}: {
  word: string;
  of: string;
  icon: React.ReactElement;
  busy: boolean;
  onAct: () => void;
}) {
  return (
    <Tooltip content={word} relationship="inaccessible" withArrow>
      <Button size="small" appearance="subtle" icon={icon} aria-label={`${word}: ${of}`} disabled={busy} onClick={onAct} />
    </Tooltip>
  );
}
