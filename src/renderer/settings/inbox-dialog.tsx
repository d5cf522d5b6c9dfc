import { Button, MessageBar, MessageBarBody, makeStyles } from "@fluentui/react-components";
import { Beaker20Regular } from "@fluentui/react-icons";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { TestReport } from "../../main/console/backend.ts";
import type { InboxDraft, InboxView } from "../../shared/inbox.ts";
import { useRecorded } from "../app/recorded.ts";
import { inputOf, refusalOf } from "../form/refusal.ts";
import { DialogFrame } from "../ui/dialog-frame.tsx";
import { BusyMark } from "../ui/waiting.tsx";
import { InboxFields } from "./inbox-fields.tsx";
import { type InboxInput, inboxInputs, inboxOf, inboxStateOf } from "./inbox-form.ts";

const useStyles = makeStyles({
  message: { whiteSpace: "pre-wrap", overflowWrap: "anywhere" },
});

type Said = { intent: "success" | "error"; text: string };

/** Adds an inbox or changes it; its test asks AWS with what is typed, saved or not. */
export function InboxDialog({
  inbox,
  onSave,
  onTest,
  onClose,
}: {
  /** null: a new one. */
  inbox: InboxView | null;
  onSave: (draft: InboxDraft) => Promise<void>;
  onTest: (draft: InboxDraft) => Promise<TestReport>;
  onClose: () => void;
}) {
  const { t } = useTranslation("settings");
  const { t: ui } = useTranslation("ui");
  const styles = useStyles();
  const recorded = useRecorded();
  const form = useRef<HTMLFormElement>(null);
  const [state, setState] = useState(() => inboxStateOf(inbox));
  const [checked, setChecked] = useState(false);
  const [refused, setRefused] = useState<Partial<Record<InboxInput, string>>>({});
  const [said, setSaid] = useState<Said | null>(null);
  const [busy, setBusy] = useState<"saving" | "testing" | null>(null);
  const [failures, setFailures] = useState(0);
  const { draft, problems } = inboxOf(state, inbox?.id ?? null);
  const texts = Object.fromEntries(
    Object.entries(checked ? problems : {}).map(([input, problem]) => [input, t(`inboxes.problem.${problem}`)]),
  );

  // After the problems are drawn: the first of them gets the focus.
  useEffect(() => {
    if (failures > 0) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [failures]);

  /** Runs saving or testing where nothing is missing; a refusal is said at its input, or above all. */
  const attempt = async (what: "saving" | "testing", run: () => Promise<void>) => {
    setChecked(true);
    setSaid(null);
    if (Object.keys(problems).length > 0) return setFailures((count) => count + 1);
    setBusy(what);
    try {
      await run();
    } catch (error) {
      const refusal = refusalOf(error);
      const field = inputOf(refusal?.field ?? null, inboxInputs);
      const input = inboxInputs.find((one) => one === field);
      if (refusal !== null && input !== undefined) setRefused({ [input]: refusal.besideInput });
      else setSaid({ intent: "error", text: refusal?.message ?? t("noAnswer") });
      setFailures((count) => count + 1);
    } finally {
      setBusy(null);
    }
  };
  const save = () =>
    void attempt("saving", async () => {
      await onSave(draft);
      onClose();
    });
  const test = () =>
    attempt("testing", async () => {
      const { ok, message } = await onTest(draft);
      setSaid({ intent: ok ? "success" : "error", text: recorded(message) });
    });

  return (
    <DialogFrame
      title={inbox === null ? t("inboxes.dialog.add") : t("inboxes.dialog.edit", { name: inbox.name })}
      form={form}
      onSubmit={save}
      onClose={onClose}
      below={
        // Always in the dialog, so that what appears in it is read out.
        <div role="status">
          {said !== null && (
            <MessageBar intent={said.intent} layout="multiline">
              <MessageBarBody className={styles.message}>{said.text}</MessageBarBody>
            </MessageBar>
          )}
        </div>
      }
      actions={
        <>
          <Button
            icon={busy === "testing" ? <BusyMark /> : <Beaker20Regular />}
            disabledFocusable={busy !== null}
            onClick={() => void test()}
          >
            {t(busy === "testing" ? "inboxes.dialog.testing" : "inboxes.dialog.test")}
          </Button>
          <Button onClick={onClose}>{ui("cancel")}</Button>
          <Button type="submit" appearance="primary" disabledFocusable={busy !== null}>
            {t(inbox === null ? "inboxes.dialog.doAdd" : "inboxes.dialog.doSave")}
          </Button>
        </>
      }
    >
      <InboxFields
        state={state}
        problems={{ ...texts, ...refused }}
        onChange={(next) => {
          setState(next);
          setRefused({});
          setSaid(null);
        }}
      />
    </DialogFrame>
  );
}
