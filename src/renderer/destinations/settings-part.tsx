import { useTranslation } from "react-i18next";
import type { ForwarderInfo } from "../../main/console/backend.ts";
import type { AskChoices } from "../form/choices-input.tsx";
import { SaveBar } from "../form/save-bar.tsx";
import { SchemaForm } from "../form/schema-form.tsx";
import { SettingGroup } from "../form/setting-row.tsx";
import type { SchemaFormHandle } from "../form/use-schema-form.ts";
import { NameRow } from "./name-row.tsx";

/** Name and settings of a destination. */
export function SettingsPart({
  forwarder,
  handle,
  ask,
  notices,
  onSave,
  onDiscard,
}: {
  forwarder: ForwarderInfo;
  handle: SchemaFormHandle;
  ask: AskChoices;
  notices: Readonly<Record<string, string>>;
  onSave: (name: string, settings: Record<string, unknown>) => Promise<void>;
  onDiscard: () => void;
}) {
  const { t } = useTranslation("destinations");
  return (
    <form
      noValidate
      onSubmit={(submit) => {
        submit.preventDefault();
        void handle.submit(onSave);
      }}
    >
      <SettingGroup>
        <NameRow control={handle.form.control} />
        <SchemaForm control={handle.form.control} fields={handle.fields} forwarder={forwarder.type} ask={ask} notices={notices} />
      </SettingGroup>
      <SaveBar dirty={handle.dirty} outcome={handle.outcome} save={t("saveSettings")} onDiscard={onDiscard} />
    </form>
  );
}
