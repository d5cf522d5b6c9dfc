import { useCallback, useMemo, useState } from "react";
import { type FieldErrors, type Resolver, type UseFormReturn, useForm } from "react-hook-form";
import { useTranslation } from "react-i18next";
import type { JsonSchema } from "../../main/console/backend.ts";
import { type FieldModel, fieldsOf } from "./model.ts";
import { problemsOf } from "./problems.ts";
import { inputOf, refusalOf } from "./refusal.ts";
import type { SaveOutcome } from "./save-bar.tsx";
import type { DestinationFields } from "./schema-form.tsx";
import { formStateOf, settingsOf } from "./values.ts";

export interface SchemaFormHandle {
  form: UseFormReturn<DestinationFields>;
  fields: FieldModel[];
  dirty: boolean;
  outcome: SaveOutcome;
  /** Runs `send` with the values once the page finds no problem in them; else the first problem gets the focus. */
  submit(send: (name: string, settings: Record<string, unknown>) => Promise<void>): Promise<void>;
  /** The same without saying "saved": for a test of the draft. Resolves to whether `send` was run and not refused. */
  attempt(send: (name: string, settings: Record<string, unknown>) => Promise<void>): Promise<boolean>;
  /** What the form holds now, right or wrong. */
  now(): { name: string; settings: Record<string, unknown> };
  /** Shows what the core keeps now; nothing is unsaved afterwards. */
  show(name: string, settings: Record<string, unknown>): void;
}

/**
 * The state of a destination's form: what is typed, what is wrong with it, how saving went. The page checks what it can tell
 * from the schema; the core checks everything, and its refusals land at the input they name.
 */
export function useSchemaForm(schema: JsonSchema, stored: { name: string; settings: Record<string, unknown> }): SchemaFormHandle {
  const { t } = useTranslation("form");
  const fields = useMemo(() => fieldsOf(schema), [schema]);
  const [outcome, setOutcome] = useState<SaveOutcome>({ state: "idle" });
  const resolver = useCallback<Resolver<DestinationFields>>(
    (values) => {
      const settings = Object.fromEntries(
        Object.entries(problemsOf(fields, values.settings)).map(([key, problem]) => [
          key,
          { type: problem.key, message: t(`problem.${problem.key}`, { ...problem.values }) },
        ]),
      );
      const errors: FieldErrors<DestinationFields> = {};
      if (values.name.trim() === "") errors.name = { type: "required", message: t("problem.required") };
      if (Object.keys(settings).length > 0) errors.settings = settings;
      return Object.keys(errors).length > 0 ? { values: {}, errors } : { values, errors: {} };
    },
    [fields, t],
  );
  const form = useForm<DestinationFields>({
    defaultValues: { name: stored.name, settings: formStateOf(fields, stored.settings) },
    resolver,
    mode: "onTouched",
  });

  const refuse = (error: unknown): string => {
    const refusal = refusalOf(error);
    const inputs = ["name", ...fields.map((field) => `settings.${field.key}`)];
    const input = inputOf(refusal?.field ?? null, inputs);
    if (refusal === null || input === null) return refusal?.message ?? t("save.noAnswer");
    form.setError(input as "name", { type: "refused", message: refusal.besideInput }, { shouldFocus: true });
    return t("save.seeInput");
  };
  const run = async (
    send: (name: string, settings: Record<string, unknown>) => Promise<void>,
    report: (outcome: SaveOutcome) => void,
  ): Promise<boolean> => {
    let done = false;
    await form.handleSubmit(
      async (values) => {
        report({ state: "saving" });
        try {
          await send(values.name.trim(), settingsOf(fields, values.settings));
          done = true;
          report({ state: "saved" });
        } catch (error) {
          setOutcome({ state: "failed", message: refuse(error) });
        }
      },
      () => setOutcome({ state: "failed", message: t("save.seeInput") }),
    )();
    return done;
  };

  return {
    form,
    fields,
    dirty: form.formState.isDirty,
    outcome,
    async submit(send) {
      await run(send, setOutcome);
    },
    attempt: (send) => run(send, ({ state }) => state === "saving" && setOutcome({ state: "idle" })),
    now() {
      const { name, settings } = form.getValues();
      return { name: name.trim(), settings: settingsOf(fields, settings) };
    },
    show: (name, settings) => form.reset({ name, settings: formStateOf(fields, settings) }),
  };
}
