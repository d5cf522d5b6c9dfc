import { Field, Input, Radio, RadioGroup } from "@fluentui/react-components";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { SecretInput } from "../form/secret-input.tsx";
import { Fold } from "../ui/fold.tsx";
import { type InboxInput, type InboxState, withQueueUrl } from "./inbox-form.ts";

type TextKey = "name" | "queueUrl" | "region" | "bucket" | "profile" | "accessKeyId" | "sqsEndpoint" | "s3Endpoint";

/** The inputs of an inbox; which of them depends on where the credentials are. */
export function InboxFields({
  state,
  problems,
  onChange,
}: {
  state: InboxState;
  problems: Partial<Record<InboxInput, string>>;
  onChange: (next: InboxState) => void;
}) {
  const { t } = useTranslation("settings");
  const [more, setMore] = useState(state.sqsEndpoint !== "" || state.s3Endpoint !== "");
  const text = (key: TextKey, input: InboxInput, required = true) => (
    <Field label={t(`inboxes.${key}.title`)} hint={t(`inboxes.${key}.help`)} required={required} {...problemOf(problems[input])}>
      <Input
        value={state[key]}
        autoComplete="off"
        spellCheck={false}
        maxLength={key === "name" ? 60 : 500}
        aria-invalid={problems[input] !== undefined}
        onChange={(_, data) => onChange(key === "queueUrl" ? withQueueUrl(state, data.value) : { ...state, [key]: data.value })}
      />
    </Field>
  );
  return (
    <>
      {text("name", "name")}
      {text("queueUrl", "queueUrl")}
      {text("region", "region")}
      {text("bucket", "bucket", false)}
      <Field label={t("inboxes.kind.title")} hint={t("inboxes.kind.help")}>
        <RadioGroup
          layout="horizontal"
          value={state.kind}
          onChange={(_, data) => onChange({ ...state, kind: data.value === "keys" ? "keys" : "profile" })}
        >
          <Radio value="keys" label={t("inboxes.kind.keys")} />
          <Radio value="profile" label={t("inboxes.kind.profile")} />
        </RadioGroup>
      </Field>
      {state.kind === "profile" && text("profile", "credentials.profile")}
      {state.kind === "keys" && text("accessKeyId", "credentials.accessKeyId")}
      {state.kind === "keys" && (
        <Field
          label={t("inboxes.secret.title")}
          hint={t("inboxes.secret.help")}
          required
          {...problemOf(problems["credentials.secretAccessKey"])}
        >
          <SecretInput
            name={t("inboxes.secret.title")}
            value={state.secret}
            aria-invalid={problems["credentials.secretAccessKey"] !== undefined}
            onChange={(secret) => onChange({ ...state, secret })}
          />
        </Field>
      )}
      <Fold title={t("inboxes.endpoints")} open={more} onOpen={setMore}>
        {text("sqsEndpoint", "sqsEndpoint", false)}
        {text("s3Endpoint", "s3Endpoint", false)}
      </Fold>
    </>
  );
}

function problemOf(problem: string | undefined) {
  return problem === undefined ? {} : ({ validationMessage: problem, validationState: "error" } as const);
}
