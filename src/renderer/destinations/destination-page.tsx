import { makeStyles, Tab, TabList, tokens } from "@fluentui/react-components";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useLocation, useSearch } from "wouter";
import type { ForwarderInfo } from "../../main/console/backend.ts";
import type { DestinationView } from "../../shared/destination.ts";
import { useStatus } from "../app/live-context.tsx";
import { LeaveGuard } from "../form/leave-guard.tsx";
import { useForwarderTexts } from "../form/use-forwarder-texts.ts";
import { useSchemaForm } from "../form/use-schema-form.ts";
import { BackLink } from "../ui/back-link.tsx";
import { Page } from "../ui/page.tsx";
import { UnsavedMark } from "../ui/unsaved-mark.tsx";
import { CamerasPart } from "./cameras-part.tsx";
import { DestinationActions } from "./destination-actions.tsx";
import { NumbersRow } from "./numbers-row.tsx";
import { remedyOf } from "./remedy.ts";
import { RulesPart } from "./rules-part.tsx";
import { SettingsPart } from "./settings-part.tsx";
import { StateBand } from "./state-band.tsx";
import { TestResult } from "./test-report.tsx";
import { useAddressWish } from "./use-address-wish.ts";
import { useChoices } from "./use-choices.ts";
import { useDestinationTest } from "./use-destination-test.ts";
import { useSavePart } from "./use-save-part.ts";
import { useTrust } from "./use-trust.ts";

const parts = ["settings", "cameras", "rules"] as const;
type Part = (typeof parts)[number];

const useStyles = makeStyles({
  body: { maxWidth: "980px" },
  tabs: {
    margin: `0 calc(-1 * ${tokens.spacingHorizontalMNudge}) ${tokens.spacingVerticalS}`,
  },
});

/** One destination: how it is, its numbers today, and its settings, cameras and rules, each saved on its own. */
export function DestinationPage({ destination, forwarder }: { destination: DestinationView; forwarder: ForwarderInfo }) {
  const { t } = useTranslation("destinations");
  const styles = useStyles();
  const texts = useForwarderTexts();
  const [path, navigate] = useLocation();
  const asked = new URLSearchParams(useSearch()).get("part");
  const part: Part = parts.find((one) => one === asked) ?? "settings";
  const status = useStatus()?.destinations.find((one) => one.id === destination.id) ?? null;
  const [unsaved, setUnsaved] = useState({ cameras: false, rules: false });
  const [deleted, setDeleted] = useState(false);

  const save = useSavePart(destination);
  const handle = useSchemaForm(forwarder.schema, destination);
  const draftOf = (name: string, settings: Record<string, unknown>) => ({ ...destination, name, settings });
  const check = useDestinationTest(handle, draftOf);
  const test = {
    ...check,
    // Problems in the form are shown at its inputs: these must be in sight.
    async run() {
      if (part !== "settings") navigate(path, { replace: true });
      await check.run();
    },
  };
  const saveSettings = async (name: string, settings: Record<string, unknown>) => {
    const saved = await save({ name, settings });
    handle.show(saved.name, saved.settings);
  };
  useAddressWish(handle, test.run);
  const remedy = status === null ? null : remedyOf(status, forwarder.schema);
  const notices = remedy?.is === "enter" ? { [remedy.field]: t("refused", { name: destination.name }) } : {};
  const trust = useTrust(handle, test, handle.dirty ? null : () => handle.submit(saveSettings));
  const ask = useChoices(handle, draftOf);
  const dirty: Record<Part, boolean> = { settings: handle.dirty, ...unsaved };

  return (
    <Page
      title={destination.name}
      actions={
        <DestinationActions
          destination={destination}
          status={status}
          test={test}
          onEnabled={(enabled) => save({ enabled })}
          onDeleted={() => setDeleted(true)}
        />
      }
    >
      <div className={styles.body}>
        <BackLink href="/destinations">{t("all")}</BackLink>
        <StateBand destination={destination} kind={texts.name(forwarder)} status={status} test={test} />
        <NumbersRow id={destination.id} status={status} />
        <TestResult test={test} trust={trust} />
        <TabList
          className={styles.tabs}
          selectedValue={part}
          onTabSelect={(_, data) => navigate(data.value === "settings" ? path : `${path}?part=${data.value}`, { replace: true })}
        >
          {parts.map((one) => (
            <Tab key={one} value={one} aria-controls={`part-${one}`}>
              {t(`part.${one}`)}
              {dirty[one] && <UnsavedMark label={t("part.unsaved")} />}
            </Tab>
          ))}
        </TabList>
        {/* Parts that are not shown stay in the page: what was typed there is still there. */}
        <div role="tabpanel" id="part-settings" aria-label={t("part.settings")} hidden={part !== "settings"}>
          <SettingsPart
            forwarder={forwarder}
            handle={handle}
            ask={ask}
            notices={notices}
            onSave={saveSettings}
            onDiscard={() => handle.show(destination.name, destination.settings)}
          />
        </div>
        <div role="tabpanel" id="part-cameras" aria-label={t("part.cameras")} hidden={part !== "cameras"}>
          <CamerasPart
            destination={destination}
            forwarder={forwarder}
            shown={part === "cameras"}
            onSave={(cameras) => save({ cameras })}
            onDirty={(cameras) => setUnsaved((known) => (known.cameras === cameras ? known : { ...known, cameras }))}
          />
        </div>
        <div role="tabpanel" id="part-rules" aria-label={t("part.rules")} hidden={part !== "rules"}>
          <RulesPart
            destination={destination}
            onSave={(rules) => save({ rules })}
            onDirty={(rules) => setUnsaved((known) => (known.rules === rules ? known : { ...known, rules }))}
          />
        </div>
      </div>
      <LeaveGuard dirty={!deleted && Object.values(dirty).includes(true)} />
    </Page>
  );
}
