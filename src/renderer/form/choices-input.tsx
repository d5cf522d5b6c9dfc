import { Button, makeStyles, tokens } from "@fluentui/react-components";
import { ArrowClockwise16Regular } from "@fluentui/react-icons";
import { type Ref, useState } from "react";
import { useTranslation } from "react-i18next";
import { useRecorded } from "../app/recorded.ts";
import { Waiting } from "../ui/waiting.tsx";
import { refusalOf } from "./refusal.ts";
import type { RowAria } from "./setting-row.tsx";
import { TagsInput } from "./tags-input.tsx";

/** What the destination offers for a setting, asked with the form as it stands. */
export type AskChoices = (key: string) => Promise<{ value: string; label: string }[]>;

type Offer =
  | { state: "unasked" | "asking" }
  | { state: "answered"; choices: { value: string; label: string }[] }
  | { state: "refused"; reason: string };

const useStyles = makeStyles({
  below: {
    display: "flex",
    flexWrap: "wrap",
    alignItems: "center",
    gap: tokens.spacingHorizontalXS,
    color: tokens.colorNeutralForeground2,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    overflowWrap: "anywhere",
  },
});

/**
 * Several texts, picked from what the destination offers or typed. It is asked when the input is first used, because asking
 * takes a login there; what cannot be asked can still be typed.
 */
export function ChoicesInput({
  field,
  value,
  ask,
  aria,
  onChange,
  onBlur,
  ref,
}: {
  field: string;
  value: readonly string[];
  ask: AskChoices;
  aria: RowAria;
  onChange: (value: string[]) => void;
  onBlur: () => void;
  ref?: Ref<HTMLInputElement>;
}) {
  const { t } = useTranslation("form");
  const styles = useStyles();
  const recorded = useRecorded();
  const [offer, setOffer] = useState<Offer>({ state: "unasked" });
  const fetchOffer = async () => {
    setOffer({ state: "asking" });
    try {
      const choices = await ask(field);
      setOffer({ state: "answered", choices: choices.map((choice) => ({ ...choice, label: recorded(choice.label) })) });
    } catch (error) {
      setOffer({ state: "refused", reason: refusalOf(error)?.message ?? t("choices.noAnswer") });
    }
  };
  return (
    <>
      <TagsInput
        value={value}
        known={offer.state === "answered" ? offer.choices : []}
        aria={aria}
        placeholder={t("tags.placeholder")}
        onChange={onChange}
        onFocus={() => {
          if (offer.state === "unasked") void fetchOffer();
        }}
        onBlur={onBlur}
        {...(ref && { ref })}
      />
      <div className={styles.below} role="status">
        {offer.state === "asking" && <Waiting size="extra-tiny" labelPosition="after" label={t("choices.asking")} />}
        {offer.state === "answered" && t("choices.offered", { count: offer.choices.length })}
        {offer.state === "refused" && t("choices.refused", { reason: offer.reason })}
        {(offer.state === "answered" || offer.state === "refused") && (
          <Button
            size="small"
            appearance="subtle"
            icon={<ArrowClockwise16Regular />}
            aria-label={t("choices.again")}
            title={t("choices.again")}
            onClick={() => void fetchOffer()}
          />
        )}
      </div>
    </>
  );
}
