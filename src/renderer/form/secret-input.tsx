import { Button, Input, makeStyles, Tooltip, tokens } from "@fluentui/react-components";
import { ArrowUndo16Regular, Dismiss16Regular, Eye16Regular, EyeOff16Regular } from "@fluentui/react-icons";
import { type Ref, useState } from "react";
import { useTranslation } from "react-i18next";
import type { SecretState } from "./values.ts";

const useStyles = makeStyles({
  root: { display: "flex", alignItems: "center", gap: tokens.spacingHorizontalXS, minWidth: 0 },
  input: { flex: 1, minWidth: 0 },
});

/**
 * A write-only text: what is kept is never shown, only that it is. Typing replaces it, the button removes it. What is being
 * typed can be looked at, because long tokens are pasted and checked.
 */
export function SecretInput({
  value,
  name,
  kept = value.stored && !value.removed,
  removable = true,
  onChange,
  onBlur,
  ref,
  ...aria
}: {
  value: SecretState;
  /** The setting's title, for the names of the buttons. */
  name: string;
  /** Whether a value stays where nothing is typed. */
  kept?: boolean;
  /** false: there must be one, so it can only be replaced. */
  removable?: boolean;
  onChange: (value: SecretState) => void;
  onBlur?: () => void;
  ref?: Ref<HTMLInputElement>;
  id?: string;
  "aria-label"?: string;
  "aria-describedby"?: string | undefined;
  "aria-invalid"?: boolean;
  "aria-required"?: boolean;
}) {
  const { t } = useTranslation("form");
  const styles = useStyles();
  const [shown, setShown] = useState(false);
  const placeholder = kept ? t("secret.set") : value.removed ? t("secret.removed") : t("secret.notSet");
  return (
    <div className={styles.root}>
      <Input
        {...aria}
        ref={ref}
        className={styles.input}
        type={shown ? "text" : "password"}
        autoComplete="off"
        spellCheck={false}
        value={value.typed}
        placeholder={placeholder}
        onChange={(_, data) => onChange({ ...value, typed: data.value })}
        onBlur={onBlur}
        contentAfter={
          value.typed === "" ? null : (
            <Button
              size="small"
              appearance="transparent"
              icon={shown ? <EyeOff16Regular /> : <Eye16Regular />}
              aria-label={t(shown ? "secret.hide" : "secret.show", { name })}
              onClick={() => setShown(!shown)}
            />
          )
        }
      />
      {removable && value.stored && value.typed === "" && (
        <Tooltip content={t(value.removed ? "secret.keepHint" : "secret.removeHint")} relationship="description" withArrow>
          <Button
            appearance="subtle"
            icon={value.removed ? <ArrowUndo16Regular /> : <Dismiss16Regular />}
            aria-label={t(value.removed ? "secret.keep" : "secret.remove", { name })}
            onClick={() => onChange({ ...value, removed: !value.removed })}
          />
        </Tooltip>
      )}
    </div>
  );
}
