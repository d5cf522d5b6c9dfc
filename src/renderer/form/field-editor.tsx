import { Dropdown, Input, makeStyles, Option, Switch, Text, Textarea, tokens } from "@fluentui/react-components";
import type { Ref } from "react";
import { useTranslation } from "react-i18next";
import { type AskChoices, ChoicesInput } from "./choices-input.tsx";
import { ListPicker, ListsPicker } from "./list-picker.tsx";
import type { FieldModel } from "./model.ts";
import { parseNumber, showNumber } from "./numbers.ts";
import { PairsInput } from "./pairs-input.tsx";
import { SecretInput } from "./secret-input.tsx";
import type { RowAria } from "./setting-row.tsx";
import { TagsInput } from "./tags-input.tsx";
import { TemplateInput } from "./template-input.tsx";
import { type FieldState, isPairs } from "./values.ts";

const useStyles = makeStyles({
  full: { width: "100%", minWidth: 0 },
  number: { width: "140px", maxWidth: "100%" },
  unit: { color: tokens.colorNeutralForeground3 },
});

/** What every editor gets; `ref` is where the focus goes when this field has a problem. */
interface EditorProps {
  field: FieldModel;
  title: string;
  state: FieldState;
  aria: RowAria;
  choiceText: (value: string) => string;
  /** null where nothing can be asked yet. */
  ask: AskChoices | null;
  onChange: (state: FieldState) => void;
  onBlur: () => void;
  ref: Ref<HTMLElement>;
}

/** The input of one setting, by its kind. */
export function FieldEditor({ field, title, state, aria, choiceText, ask, onChange, onBlur, ref }: EditorProps) {
  const { t } = useTranslation("form");
  const styles = useStyles();
  const input = ref as Ref<HTMLInputElement>;
  const { labelId, ...forInput } = aria;

  if (isPairs(field, state))
    return <PairsInput value={state} secret={field.secretValues} aria={aria} onChange={onChange} onBlur={onBlur} ref={ref} />;
  if (Array.isArray(state)) {
    const several = { value: state.filter((one) => typeof one === "string"), aria, onChange, onBlur, ref: input };
    if (field.offers === "plate-lists") return <ListsPicker {...several} placeholder={t("none")} />;
    if (field.offers === "destination" && ask !== null) return <ChoicesInput {...several} field={field.key} ask={ask} />;
    return <TagsInput {...several} placeholder={t("tags.placeholder")} />;
  }
  if (typeof state === "boolean")
    return <Switch {...forInput} ref={input} checked={state} onChange={(_, data) => onChange(data.checked)} onBlur={onBlur} />;
  if (typeof state !== "string")
    return "opaque" in state ? (
      <Text id={aria.id} size={200}>
        {t("opaque")}
      </Text>
    ) : (
      <SecretInput {...forInput} ref={input} name={title} value={state} onChange={onChange} onBlur={onBlur} />
    );
  if (field.kind === "choice")
    return (
      <Dropdown
        {...forInput}
        aria-labelledby={labelId}
        ref={ref as Ref<HTMLButtonElement>}
        className={styles.full}
        selectedOptions={[state]}
        value={state === "" ? "" : choiceText(state)}
        placeholder={t("choose")}
        onOptionSelect={(_, data) => onChange(data.optionValue ?? "")}
        onBlur={onBlur}
      >
        {field.nullable && <Option value="">{t("none")}</Option>}
        {field.choices.map((choice) => (
          <Option key={choice.value} value={choice.value}>
            {choiceText(choice.value)}
          </Option>
        ))}
      </Dropdown>
    );
  if (field.kind === "plateList")
    return <ListPicker value={state} aria={aria} onChange={onChange} onBlur={onBlur} ref={ref as Ref<HTMLButtonElement>} />;
  if (field.kind === "template")
    return (
      <TemplateInput
        value={state}
        title={title}
        aria={aria}
        onChange={onChange}
        onBlur={onBlur}
        ref={ref as Ref<HTMLTextAreaElement>}
      />
    );
  if (field.kind === "number")
    return (
      <Input
        {...forInput}
        ref={input}
        className={styles.number}
        inputMode={field.integer ? "numeric" : "decimal"}
        autoComplete="off"
        value={state}
        placeholder={typeof field.fallback === "number" ? showNumber(field.fallback) : t("none")}
        contentAfter={field.unit === null ? null : <span className={styles.unit}>{field.unit}</span>}
        onChange={(_, data) => onChange(data.value)}
        onBlur={() => {
          // Shows how it was understood.
          const value = parseNumber(state, field);
          if (value !== null && showNumber(value) !== state) onChange(showNumber(value));
          onBlur();
        }}
      />
    );
  if (field.multiline)
    return (
      <Textarea
        {...forInput}
        aria-labelledby={labelId}
        ref={ref as Ref<HTMLTextAreaElement>}
        className={styles.full}
        rows={4}
        resize="vertical"
        spellCheck={false}
        value={state}
        onChange={(_, data) => onChange(data.value)}
        onBlur={onBlur}
      />
    );
  return (
    <Input
      {...forInput}
      ref={input}
      className={styles.full}
      type={field.kind === "url" ? "url" : "text"}
      autoComplete="off"
      spellCheck={false}
      value={state}
      placeholder={field.nullable || !field.required ? t("none") : undefined}
      onChange={(_, data) => onChange(data.value)}
      onBlur={onBlur}
    />
  );
}
