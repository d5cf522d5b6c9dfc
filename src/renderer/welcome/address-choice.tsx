import { Field, Radio, RadioGroup } from "@fluentui/react-components";
import { useTranslation } from "react-i18next";
import type { MachineAddress } from "../../shared/doctor.ts";

/** Which address the recogniser is told: real networks first, as they come from the core. */
export function AddressChoice({
  addresses,
  chosen,
  onChoose,
}: {
  addresses: readonly MachineAddress[];
  chosen: string;
  onChoose: (url: string) => void;
}) {
  const { t } = useTranslation(["welcome", "doctor"]);
  return (
    <Field label={t("welcome:receive.address")} hint={t("welcome:receive.addressHelp")}>
      <RadioGroup value={chosen} onChange={(_, data) => onChoose(data.value)}>
        {addresses.map(({ url, card, kind }) => (
          <Radio
            key={url}
            value={url}
            label={t("doctor:addresses.on", { url, card: card === "" ? "–" : card, kind: t(`doctor:kind.${kind}`) })}
          />
        ))}
      </RadioGroup>
    </Field>
  );
}
