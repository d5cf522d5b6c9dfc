import { makeStyles, mergeClasses, tokens } from "@fluentui/react-components";
import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";
import type { DeliveryChip as Chip } from "../../shared/feed.ts";
import { Hint } from "./hint.tsx";
import { StateShape } from "./state-shape.tsx";

const useStyles = makeStyles({
  chip: {
    display: "inline-flex",
    alignItems: "center",
    gap: tokens.spacingHorizontalXS,
    boxSizing: "border-box",
    height: "22px",
    maxWidth: "160px",
    padding: `0 ${tokens.spacingHorizontalSNudge} 0 ${tokens.spacingHorizontalXS}`,
    borderRadius: tokens.borderRadiusMedium,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    backgroundColor: tokens.colorNeutralBackground1,
    color: tokens.colorNeutralForeground2,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
  },
  failed: { border: `1px solid ${tokens.colorStatusDangerBorder1}`, color: tokens.colorNeutralForeground1 },
  name: { overflow: "hidden", textOverflow: "ellipsis", whiteSpace: "nowrap" },
});

/** One destination's delivery: shape and name; the state in words, and why, on hover and for screen readers. */
export function DeliveryChip({ chip, name }: { chip: Chip; name: string }) {
  const { t } = useTranslation("ui");
  const styles = useStyles();
  const words = deliveryWords(t, chip, name);
  return (
    <Hint content={words} relationship="label">
      <span role="img" data-chip={chip.status} className={mergeClasses(styles.chip, chip.status === "failed" && styles.failed)}>
        <StateShape state={chip.status} />
        <span className={styles.name} data-chip-name>
          {name}
        </span>
      </span>
    </Hint>
  );
}

/** "Front desk: failed after 3 attempts. The destination refused the read." */
export function deliveryWords(t: TFunction<"ui">, chip: Pick<Chip, "status" | "attempts" | "message">, name: string): string {
  const state = t(`delivery.${chip.status}`, { count: chip.attempts });
  return chip.message === null ? t("chip.plain", { name, state }) : t("chip.because", { name, state, reason: chip.message });
}
