import { makeStyles, tokens } from "@fluentui/react-components";
import { useTranslation } from "react-i18next";
import type { DeliveryChip as Chip } from "../../shared/feed.ts";
import { DeliveryChip, deliveryWords } from "../ui/delivery-chip.tsx";
import { Hint } from "../ui/hint.tsx";

const useStyles = makeStyles({
  chips: {
    display: "flex",
    flexWrap: "wrap",
    justifyContent: "flex-end",
    alignContent: "center",
    gap: tokens.spacingHorizontalXS,
    maxHeight: "72px",
    overflow: "hidden",
  },
  more: { alignSelf: "center", color: tokens.colorNeutralForeground2, fontSize: tokens.fontSizeBase200, padding: "0 4px" },
});

const most = 4;
/** What a person must see comes first when not all chips fit. */
const urgency: Record<Chip["status"], number> = {
  failed: 0,
  expired: 1,
  pending: 2,
  sending: 3,
  delivered: 4,
  skipped: 5,
  cancelled: 6,
  filtered: 7,
};

/** One chip per destination; what does not fit is "+3", with the rest in words on hover. */
export function Chips({ chips, nameOf }: { chips: readonly Chip[]; nameOf: (id: string) => string }) {
  const { t } = useTranslation(["feed", "ui"]);
  const { t: ui } = useTranslation("ui");
  const styles = useStyles();
  const fits = chips.length <= most;
  const shown = fits ? chips : chips.toSorted((a, b) => urgency[a.status] - urgency[b.status]).slice(0, most - 1);
  const rest = fits ? [] : chips.filter((chip) => !shown.includes(chip));
  return (
    <div className={styles.chips}>
      {shown.map((chip) => (
        <DeliveryChip key={chip.deliveryId} chip={chip} name={nameOf(chip.destinationId)} />
      ))}
      {rest.length > 0 && (
        <Hint
          relationship="description"
          content={rest.map((chip) => deliveryWords(ui, chip, nameOf(chip.destinationId))).join("\n")}
        >
          <span className={styles.more}>{t("feed:more", { count: rest.length })}</span>
        </Hint>
      )}
    </div>
  );
}
