import { makeStyles } from "@fluentui/react-components";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useLocation, useSearch } from "wouter";
import type { SettingsView } from "../../main/console/backend.ts";
import { useTRPC } from "../app/trpc.ts";
import { LeaveGuard } from "../form/leave-guard.tsx";
import { LoadProblem } from "../ui/load-problem.tsx";
import { Page } from "../ui/page.tsx";
import { useMedia } from "../ui/use-media.ts";
import { Waiting } from "../ui/waiting.tsx";
import { AboutSection } from "./about-section.tsx";
import { AppearanceSection } from "./appearance-section.tsx";
import { BackupsSection } from "./backups-section.tsx";
import { DesktopSection, useWorkstation } from "./desktop-section.tsx";
import { DiagnosticsSection } from "./diagnostics-section.tsx";
import { FileSection } from "./file-section.tsx";
import { InboxesSection } from "./inboxes-section.tsx";
import { ReceiverSection } from "./receiver-section.tsx";
import { RetentionSection } from "./retention-section.tsx";
import { SectionChoice } from "./section-choice.tsx";
import { SourcesSection } from "./sources-section.tsx";
import { UpdatesSection } from "./updates-section.tsx";

const sections = [
  "receiver",
  "sources",
  "inboxes",
  "retention",
  "backups",
  "appearance",
  "desktop",
  "updates",
  "diagnostics",
  "file",
  "about",
] as const;
type SectionName = (typeof sections)[number];

const useStyles = makeStyles({
  body: { maxWidth: "980px" },
});

/** /settings, with its section as ?section=sources and so on. */
export function SettingsPage() {
  const { t } = useTranslation("settings");
  const styles = useStyles();
  const trpc = useTRPC();
  const { data, error, refetch } = useQuery(trpc.settings.queryOptions());
  return (
    <Page title={t("title")}>
      {data !== undefined ? (
        <div className={styles.body}>
          <Sections settings={data} />
        </div>
      ) : error === null ? (
        <Waiting label={t("loading")} delay={400} />
      ) : (
        <LoadProblem error={error} onRetry={() => void refetch()} />
      )}
    </Page>
  );
}

function Sections({ settings }: { settings: SettingsView }) {
  const { t } = useTranslation("settings");
  const [path, navigate] = useLocation();
  const asked = new URLSearchParams(useSearch()).get("section");
  const workstation = useWorkstation();
  const offered = sections.filter((one) => one !== "desktop" || workstation !== null);
  const section: SectionName = offered.find((one) => one === asked) ?? "receiver";
  const [dirty, setDirty] = useState<Partial<Record<SectionName, boolean>>>({});
  const [onDirty] = useState(() => {
    const report = (name: SectionName) => (now: boolean) =>
      setDirty((known) => (known[name] === now ? known : { ...known, [name]: now }));
    return { receiver: report("receiver"), retention: report("retention") };
  });
  const phone = useMedia("(max-width: 640px)");
  const panel = {
    receiver: <ReceiverSection settings={settings} onDirty={onDirty.receiver} />,
    sources: <SourcesSection settings={settings} />,
    inboxes: <InboxesSection />,
    retention: <RetentionSection settings={settings} onDirty={onDirty.retention} />,
    backups: <BackupsSection />,
    appearance: <AppearanceSection settings={settings} />,
    desktop: workstation && <DesktopSection settings={settings} workstation={workstation} />,
    updates: <UpdatesSection />,
    diagnostics: <DiagnosticsSection />,
    file: <FileSection />,
    about: <AboutSection settings={settings} />,
  };
  return (
    <>
      <SectionChoice
        names={offered}
        chosen={section}
        dirty={dirty}
        menu={phone}
        onChoose={(name) => navigate(name === "receiver" ? path : `${path}?section=${name}`, { replace: true })}
      />
      {/* Sections that are not shown stay in the page: what was typed there is still there. */}
      {offered.map((one) => (
        <section
          key={one}
          {...(phone ? {} : { role: "tabpanel" })}
          id={`section-${one}`}
          aria-label={t(`section.${one}`)}
          hidden={one !== section}
        >
          {panel[one]}
        </section>
      ))}
      <LeaveGuard dirty={Object.values(dirty).includes(true)} />
    </>
  );
}
