import { type FormEvent, type RefObject, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { inputOf, refusalOf } from "./refusal.ts";
import type { SaveOutcome } from "./save-bar.tsx";

export interface Section<State> {
  state: State;
  dirty: boolean;
  outcome: SaveOutcome;
  /** What to say at which input: the page's own findings once saving was tried or an input was left, and the core's refusal. */
  problems: Partial<Record<string, string>>;
  change(part: Partial<State>): void;
  /** An input was left: from now on the page says what is wrong. */
  left(): void;
  discard(): void;
  form: { ref: RefObject<HTMLFormElement | null>; noValidate: true; onSubmit: (submit: FormEvent) => void };
}

/**
 * A section of settings that is saved on its own. What the core keeps is shown until something is changed, and again after
 * saving or discarding; so a change made in another window appears here as long as nothing is unsaved.
 */
export function useSection<State extends object, Value>({
  stored,
  read,
  send,
  inputs,
  prefix,
}: {
  stored: State;
  /** What was typed, and in words what cannot be used. */
  read: (state: State) => { value: Value; problems: Partial<Record<string, string>> };
  send: (value: Value) => Promise<unknown>;
  /** The inputs that a refusal can be about, as the core names them. */
  inputs: readonly string[];
  /** What the core may put before these names. */
  prefix: string;
}): Section<State> {
  const { t } = useTranslation("form");
  const ref = useRef<HTMLFormElement>(null);
  const [edited, setEdited] = useState<State | null>(null);
  const [checked, setChecked] = useState(false);
  const [refused, setRefused] = useState<Record<string, string>>({});
  const [outcome, setOutcome] = useState<SaveOutcome>({ state: "idle" });
  const [failures, setFailures] = useState(0);
  const state = edited ?? stored;
  const { value, problems } = read(state);

  // After the problems are drawn: the first of them gets the focus.
  useEffect(() => {
    if (failures > 0) ref.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [failures]);

  const fail = (message: string) => {
    setOutcome({ state: "failed", message });
    setFailures((count) => count + 1);
  };
  const save = async () => {
    setChecked(true);
    if (Object.keys(problems).length > 0) return fail(t("save.seeInput"));
    setOutcome({ state: "saving" });
    try {
      await send(value);
      setEdited(null);
      setChecked(false);
      setRefused({});
      setOutcome({ state: "saved" });
    } catch (error) {
      const refusal = refusalOf(error);
      const input = inputOf(refusal?.field ?? null, inputs, prefix);
      if (refusal !== null && input !== null) setRefused({ [input]: refusal.besideInput });
      fail(input !== null ? t("save.seeInput") : (refusal?.message ?? t("save.noAnswer")));
    }
  };

  return {
    state,
    dirty: edited !== null && JSON.stringify(edited) !== JSON.stringify(stored),
    outcome,
    problems: checked ? { ...problems, ...refused } : refused,
    change(part) {
      setEdited({ ...state, ...part });
      setRefused({});
      if (outcome.state === "failed") setOutcome({ state: "idle" });
    },
    left: () => setChecked(true),
    discard() {
      setEdited(null);
      setChecked(false);
      setRefused({});
      setOutcome({ state: "idle" });
    },
    form: {
      ref,
      noValidate: true,
      onSubmit(submit) {
        submit.preventDefault();
        void save();
      },
    },
  };
}
