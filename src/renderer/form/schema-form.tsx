import { type Control, Controller } from "react-hook-form";
import type { AskChoices } from "./choices-input.tsx";
import { FieldEditor } from "./field-editor.tsx";
import type { FieldModel } from "./model.ts";
import { SettingRow } from "./setting-row.tsx";
import { useForwarderTexts } from "./use-forwarder-texts.ts";
import { type FieldState, type FormState, fieldStateOf } from "./values.ts";

/** What a destination's form holds; the settings by their keys. */
export interface DestinationFields {
  name: string;
  settings: FormState;
}

/** The rows of a forwarder's settings, made from its schema: the one form that serves every forwarder. */
export function SchemaForm({
  control,
  fields,
  forwarder,
  ask = null,
  notices = {},
}: {
  control: Control<DestinationFields>;
  fields: readonly FieldModel[];
  forwarder: string;
  /** Asks the destination, as the form stands, what a setting may hold. */
  ask?: AskChoices | null;
  /** By setting: what the destination finds wrong with what is kept. */
  notices?: Readonly<Record<string, string>>;
}) {
  const texts = useForwarderTexts();
  const models = fields.map((field) => ({ ...field, unit: texts.unit(field) }));
  return models.map((model) => (
    <Controller
      key={model.key}
      control={control}
      name={`settings.${model.key}`}
      render={({ field, fieldState }) => (
        <SettingRow
          title={texts.title(forwarder, model)}
          help={texts.help(forwarder, model)}
          required={model.required}
          problem={fieldState.error?.message}
          notice={notices[model.key]}
          layout={model.kind === "switch" ? "small" : model.kind === "pairs" || model.multiline ? "stacked" : "beside"}
          reset={resetOf(model, field.value, field.onChange, (value) => texts.choice(forwarder, model, value))}
        >
          {(aria) => (
            <FieldEditor
              field={model}
              title={texts.title(forwarder, model)}
              state={field.value}
              aria={aria}
              ask={ask}
              choiceText={(value) => texts.choice(forwarder, model, value)}
              onChange={field.onChange}
              onBlur={field.onBlur}
              ref={field.ref}
            />
          )}
        </SettingRow>
      )}
    />
  ));
}

/** The way back to a default that has words of its own, where the input holds something else. */
function resetOf(field: FieldModel, state: FieldState, onChange: (state: FieldState) => void, choice: (value: string) => string) {
  const initial = fieldStateOf(field, field.fallback);
  // A long text is told by its beginning.
  const short = (text: string) => (text.length > 80 ? `${text.slice(0, 80)}…` : text);
  if (typeof initial !== "string" || initial === "" || initial === state) return null;
  const words = field.kind === "choice" ? choice(initial) : field.unit === null ? short(initial) : `${initial} ${field.unit}`;
  return { to: words, do: () => onChange(initial) };
}
