import { Dropdown, makeStyles, Option } from "@fluentui/react-components";
import { useTranslation } from "react-i18next";
import { SecretInput } from "../form/secret-input.tsx";
import { SettingRow } from "../form/setting-row.tsx";
import { TextRow } from "../ui/text-row.tsx";
import type { ReceiverState } from "./receiver-form.ts";

const kinds = ["none", "pem", "pfx"] as const;

const useStyles = makeStyles({ full: { width: "100%", minWidth: 0 } });

/** Encrypted receiving: certificate and key as PEM files, or both in one PFX file. */
export function TlsRows({
  state,
  problems,
  onChange,
  onLeave,
}: {
  state: ReceiverState;
  problems: Partial<Record<string, string>>;
  onChange: (part: Partial<ReceiverState>) => void;
  onLeave: () => void;
}) {
  const { t } = useTranslation("settings");
  const styles = useStyles();
  const file = (key: "certFile" | "keyFile" | "pfxFile", input: string) => (
    <TextRow
      title={t(`receiver.tls.${key}`)}
      help={t("receiver.tls.path")}
      value={state[key]}
      required
      problem={problems[input]}
      onChange={(value) => onChange({ [key]: value })}
      onLeave={onLeave}
    />
  );
  return (
    <>
      <SettingRow title={t("receiver.tls.kind.title")} help={t("receiver.tls.kind.help")} problem={problems.tls}>
        {({ labelId, ...aria }) => (
          <Dropdown
            {...aria}
            aria-labelledby={labelId}
            className={styles.full}
            selectedOptions={[state.tls]}
            value={t(`receiver.tls.kinds.${state.tls}`)}
            onOptionSelect={(_, data) => onChange({ tls: kinds.find((kind) => kind === data.optionValue) ?? "none" })}
          >
            {kinds.map((kind) => (
              <Option key={kind} value={kind}>
                {t(`receiver.tls.kinds.${kind}`)}
              </Option>
            ))}
          </Dropdown>
        )}
      </SettingRow>
      {state.tls === "pem" && file("certFile", "tls.certFile")}
      {state.tls === "pem" && file("keyFile", "tls.keyFile")}
      {state.tls === "pfx" && file("pfxFile", "tls.file")}
      {state.tls === "pfx" && (
        <SettingRow
          title={t("receiver.tls.passphrase")}
          help={t("receiver.tls.passphraseHelp")}
          problem={problems["tls.passphrase"]}
        >
          {({ labelId: _, ...aria }) => (
            <SecretInput
              {...aria}
              name={t("receiver.tls.passphrase")}
              value={state.passphrase}
              onChange={(passphrase) => onChange({ passphrase })}
            />
          )}
        </SettingRow>
      )}
    </>
  );
}
