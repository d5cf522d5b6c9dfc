import { Button, makeStyles, Text, tokens } from "@fluentui/react-components";
import { ArrowClockwise16Regular, Dismiss16Regular } from "@fluentui/react-icons";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { EventDetail } from "../../../shared/feed.ts";
import { useDestinationNames } from "../../app/destination-names.ts";
import { useDeliveryActs } from "../../deliveries/use-delivery-acts.ts";
import { ConfirmDialog } from "../../ui/confirm-dialog.tsx";
import { StateShape } from "../../ui/state-shape.tsx";
import { Time } from "../../ui/time.tsx";
import { useFormats } from "../../ui/use-formats.ts";
import { choicesFor, type StoryStep, storyOf } from "./story.ts";

const useStyles = makeStyles({
  all: { display: "flex", flexDirection: "column", gap: tokens.spacingVerticalL },
  head: { display: "flex", alignItems: "center", gap: tokens.spacingHorizontalSNudge, minHeight: "24px" },
  name: { fontWeight: tokens.fontWeightSemibold, overflow: "hidden", textOverflow: "ellipsis", whiteSpace: "nowrap" },
  state: { color: tokens.colorNeutralForeground2, whiteSpace: "nowrap" },
  acts: { marginLeft: "auto", display: "flex", flexShrink: 0 },
  story: {
    listStyleType: "none",
    margin: `${tokens.spacingVerticalXS} 0 0 7px`,
    padding: 0,
    borderLeft: `1px solid ${tokens.colorNeutralStroke1}`,
  },
  step: {
    display: "grid",
    gridTemplateColumns: "max-content minmax(0, 1fr)",
    columnGap: tokens.spacingHorizontalS,
    padding: `1px 0 1px ${tokens.spacingHorizontalL}`,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
  },
  time: { fontVariantNumeric: "tabular-nums", color: tokens.colorNeutralForeground2 },
  words: { overflowWrap: "anywhere", color: tokens.colorNeutralForeground1 },
});

type EventDelivery = EventDetail["deliveries"][number];

/** Each destination: where its delivery stands, how it came to that, and what one can do. */
export function EventDeliveries({ deliveries }: { deliveries: readonly EventDelivery[] }) {
  const { t } = useTranslation("feed");
  const styles = useStyles();
  if (deliveries.length === 0) return <Text>{t("deliveries.none")}</Text>;
  return (
    <div className={styles.all}>
      {deliveries.map((delivery) => (
        <OneDelivery key={delivery.id} delivery={delivery} />
      ))}
    </div>
  );
}

function OneDelivery({ delivery }: { delivery: EventDelivery }) {
  const { t } = useTranslation(["feed", "ui"]);
  const styles = useStyles();
  const acts = useDeliveryActs();
  const [asking, setAsking] = useState(false);
  const name = useDestinationNames()(delivery.destinationId);
  const choices = choicesFor(delivery.status);
  return (
    <section aria-label={name} data-testid={`delivery-${delivery.id}`}>
      <div className={styles.head}>
        <StateShape state={delivery.status} />
        <span className={styles.name}>{name}</span>
        <span className={styles.state}>{t(`ui:status.${delivery.status}`)}</span>
        <span className={styles.acts}>
          {choices.retry && (
            <Button
              size="small"
              appearance="subtle"
              icon={<ArrowClockwise16Regular />}
              disabled={acts.busy}
              onClick={() => acts.retry({ ids: [delivery.id] })}
            >
              {t("feed:deliveries.retry")}
            </Button>
          )}
          {choices.cancel && (
            <Button
              size="small"
              appearance="subtle"
              icon={<Dismiss16Regular />}
              disabled={acts.busy}
              onClick={() => setAsking(true)}
            >
              {t("feed:deliveries.cancel")}
            </Button>
          )}
        </span>
      </div>
      <ol className={styles.story}>
        {storyOf(delivery, delivery.history).map((step) => (
          <Step key={step.key} step={step} />
        ))}
      </ol>
      <ConfirmDialog
        open={asking}
        title={t("feed:deliveries.cancelTitle")}
        text={t("feed:deliveries.cancelText", { name })}
        confirm={t("feed:deliveries.cancelConfirm")}
        onConfirm={() => acts.cancel({ ids: [delivery.id] })}
        onClose={() => setAsking(false)}
      />
    </section>
  );
}

function Step({ step }: { step: StoryStep }) {
  const { t } = useTranslation("feed");
  const formats = useFormats();
  const styles = useStyles();
  const word = t(`story.${step.word}`);
  return (
    <li className={styles.step}>
      {step.at === null ? <span className={styles.time}>–</span> : <Time at={step.at} className={styles.time} />}
      <span className={styles.words}>
        {step.text === null ? word : t("story.because", { word, text: step.text })}
        {step.durationMs !== null && <span className={styles.time}> ({formats.duration(step.durationMs)})</span>}
      </span>
    </li>
  );
}
