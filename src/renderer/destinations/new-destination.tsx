import { Link as FluentLink, makeStyles, tokens } from "@fluentui/react-components";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { flushSync } from "react-dom";
import { useTranslation } from "react-i18next";
import { useLocation } from "wouter";
import type { ForwarderInfo } from "../../main/console/backend.ts";
import { useTRPC } from "../app/trpc.ts";
import { LeaveGuard } from "../form/leave-guard.tsx";
import { SaveBar } from "../form/save-bar.tsx";
import { SchemaForm } from "../form/schema-form.tsx";
import { SettingGroup } from "../form/setting-row.tsx";
import { useForwarderTexts } from "../form/use-forwarder-texts.ts";
import { useSchemaForm } from "../form/use-schema-form.ts";
import { BackLink } from "../ui/back-link.tsx";
import { Page } from "../ui/page.tsx";
import { NameRow } from "./name-row.tsx";
import { noRules } from "./rules-words.ts";
import { TestButton } from "./test-button.tsx";
import { TestResult } from "./test-report.tsx";
import { useChoices } from "./use-choices.ts";
import { useDestinationTest } from "./use-destination-test.ts";
import { useTrust } from "./use-trust.ts";

const useStyles = makeStyles({
  body: { maxWidth: "980px" },
  intro: { margin: `0 0 ${tokens.spacingVerticalM}`, color: tokens.colorNeutralForeground2 },
});

/** A new destination, as a page. */
export function NewDestination({ forwarder, taken }: { forwarder: ForwarderInfo; taken: readonly string[] }) {
  const { t } = useTranslation("destinations");
  const texts = useForwarderTexts();
  const [, navigate] = useLocation();
  return (
    <Page title={t("new.title", { kind: texts.name(forwarder) })}>
      <BackLink href="/destinations">{t("all")}</BackLink>
      <NewDestinationForm
        forwarder={forwarder}
        taken={taken}
        onAdded={(id) => navigate(`/destinations/${encodeURIComponent(id)}`)}
        onDiscard={() => navigate("/destinations")}
      />
    </Page>
  );
}

/** Its name and settings, with a test; cameras and rules come once it exists, because most need none. */
export function NewDestinationForm({
  forwarder,
  taken,
  onAdded,
  onDiscard,
}: {
  forwarder: ForwarderInfo;
  /** Names that other destinations have. */
  taken: readonly string[];
  onAdded: (id: string) => void;
  onDiscard: () => void;
}) {
  const { t } = useTranslation("destinations");
  const styles = useStyles();
  const texts = useForwarderTexts();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [initial] = useState(() => ({ name: freeName(texts.name(forwarder), taken), settings: {} }));
  const [added, setAdded] = useState(false);
  const handle = useSchemaForm(forwarder.schema, initial);
  const save = useMutation(trpc.saveDestination.mutationOptions());
  const draftOf = (name: string, settings: Record<string, unknown>) => ({
    id: null,
    name,
    forwarder: forwarder.type,
    enabled: true,
    settings,
    cameras: {},
    rules: noRules,
  });
  const test = useDestinationTest(handle, draftOf);
  const trust = useTrust(handle, test, null);
  const ask = useChoices(handle, draftOf);

  return (
    <>
      <form
        noValidate
        className={styles.body}
        onSubmit={(submit) => {
          submit.preventDefault();
          void handle.submit(async (name, settings) => {
            const saved = await save.mutateAsync(draftOf(name, settings));
            queries.setQueryData(trpc.destinations.queryKey(), (known) => (known === undefined ? known : [...known, saved]));
            // The guard must have let go before the address changes.
            flushSync(() => setAdded(true));
            onAdded(saved.id);
          });
        }}
      >
        <p className={styles.intro}>
          {texts.summary(forwarder)}{" "}
          {forwarder.vendorUrl !== null && (
            <FluentLink inline href={forwarder.vendorUrl} target="_blank" rel="noreferrer">
              {t("new.vendor")}
            </FluentLink>
          )}
        </p>
        <SettingGroup>
          <NameRow control={handle.form.control} />
          <SchemaForm control={handle.form.control} fields={handle.fields} forwarder={forwarder.type} ask={ask} />
        </SettingGroup>
        <SaveBar dirty={handle.dirty} always outcome={handle.outcome} save={t("new.add")} onDiscard={onDiscard}>
          <TestButton test={test} />
        </SaveBar>
        <TestResult test={test} trust={trust} />
      </form>
      <LeaveGuard dirty={handle.dirty && !added} />
    </>
  );
}

/** The kind's own name, with a number where that is taken: something to keep, and easy to replace. */
function freeName(name: string, taken: readonly string[]): string {
  const used = new Set(taken.map((one) => one.toLowerCase()));
  let candidate = name;
  for (let number = 2; used.has(candidate.toLowerCase()); number += 1) candidate = `${name} ${number}`;
  return candidate;
}
