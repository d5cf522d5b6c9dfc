import { makeStyles, mergeClasses, tokens } from "@fluentui/react-components";
import {
  ArrowCircleRight16Filled,
  ArrowSyncCircle16Filled,
  CheckmarkCircle16Filled,
  Circle16Regular,
  Clock16Regular,
  DiamondDismiss16Filled,
  Filter16Regular,
  type FluentIcon,
  Hourglass16Filled,
  PauseCircle16Filled,
  PlugDisconnected16Regular,
  Prohibited16Regular,
  Record16Filled,
  SubtractCircle16Regular,
  Warning16Filled,
} from "@fluentui/react-icons";
import type { DeliveryStatus } from "../../shared/delivery.ts";
import type { DestinationStateName, ReceiverStatus } from "../../shared/status.ts";

/** Every state that the console shows as a shape. */
export type ShapeName =
  | DeliveryStatus
  | DestinationStateName
  | ReceiverStatus["state"]
  | "error"
  | "warning"
  | "balanced"
  | "synced";

/** bad: for a person. care: takes care of itself, but not as it should be. calm: under way. quiet: nothing to do. */
type Tone = "good" | "calm" | "care" | "bad" | "quiet";

/** The silhouettes differ without their colours: a diamond is for a person, a triangle warns, circles go on by themselves. */
const shapes: Record<ShapeName, [FluentIcon, Tone]> = {
  pending: [Clock16Regular, "calm"],
  sending: [ArrowCircleRight16Filled, "calm"],
  delivered: [CheckmarkCircle16Filled, "good"],
  failed: [DiamondDismiss16Filled, "bad"],
  expired: [Hourglass16Filled, "care"],
  skipped: [SubtractCircle16Regular, "quiet"],
  cancelled: [Prohibited16Regular, "quiet"],
  filtered: [Filter16Regular, "quiet"],
  ok: [CheckmarkCircle16Filled, "good"],
  idle: [Circle16Regular, "quiet"],
  waiting: [Clock16Regular, "calm"],
  retrying: [ArrowSyncCircle16Filled, "care"],
  cameraPaused: [PauseCircle16Filled, "bad"],
  paused: [PauseCircle16Filled, "bad"],
  disabled: [PlugDisconnected16Regular, "quiet"],
  listening: [Record16Filled, "good"],
  starting: [Clock16Regular, "calm"],
  stopped: [Prohibited16Regular, "bad"],
  error: [DiamondDismiss16Filled, "bad"],
  warning: [Warning16Filled, "care"],
  synced: [CheckmarkCircle16Filled, "good"],
  balanced: [CheckmarkCircle16Filled, "good"],
};

const useStyles = makeStyles({
  shape: { flexShrink: 0, display: "block" },
  good: { color: tokens.colorStatusSuccessForeground1 },
  calm: { color: tokens.colorNeutralForeground2 },
  care: { color: tokens.colorStatusWarningForeground3 },
  bad: { color: tokens.colorStatusDangerForeground1 },
  quiet: { color: tokens.colorNeutralForeground3 },
});

/** A state as a 16 px shape. It says nothing to a screen reader: put the word beside it, or name what contains it. */
export function StateShape({ state, className }: { state: ShapeName; className?: string }) {
  const styles = useStyles();
  const [Icon, tone] = shapes[state];
  return <Icon aria-hidden className={mergeClasses(styles.shape, styles[tone], className)} />;
}
