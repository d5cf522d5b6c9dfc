import { makeStyles, Spinner, Tab, TabList, tokens } from "@fluentui/react-components";
import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useLocation, useSearch } from "wouter";
import type { SettingsView } from "../../main/console/backend.ts";
import { useTRPC } from "../app/trpc.ts";
import { LeaveGuard } from "../form/leave-guard.tsx";
import { LoadProblem } from "../ui/load-problem.tsx";
import { Page } from "../ui/page.tsx";
import { AboutSection } from "./about-section.tsx";
import { AppearanceSection } from "./appearance-section.tsx";
import { BackupsSection } from "./backups-section.tsx";
import { DesktopSection, useWorkstation } from "./desktop-section.tsx";
import { DiagnosticsSection } from "./diagnostics-section.tsx";
import { FileSection } from "./file-section.tsx";
import { InboxesSection } from "./inboxes-section.tsx";
import { ReceiverSection } from "./receiver-section.tsx";
import { RetentionSection } from "./retention-section.tsx";
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
  tabs: {
    margin: `0 calc(-1 * ${tokens.spacingHorizontalMNudge}) ${tokens.spacingVerticalM}`,
    overflowX: "auto",
    scrollbarWidth: "none",
  },
  unsaved: {
    display: "inline-block",
    width: "6px",
    height: "6px",
    marginLeft: tokens.spacingHorizontalSNudge,
    borderRadius: tokens.borderRadiusCircular,
    backgroundColor: tokens.colorCompoundBrandForeground1,
    verticalAlign: "middle",
    forcedColorAdjust: "none",
  },
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
        <Spinner size="small" label={t("loading")} delay={400} />
      ) : (
        <LoadProblem error={error} onRetry={() => void refetch()} />
      )}
    </Page>
  );
}

function Sections({ settings }: { settings: SettingsView }) {
  const { t } = useTranslation("settings");
  const styles = useStyles();
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
  const tabs = useRef<HTMLDivElement>(null);
  // On a phone not all of them are seen at once; a link may lead to any. `section` is what this is about.
  // biome-ignore lint/correctness/useExhaustiveDependencies: as said
  useEffect(() => {
    tabs.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ inline: "center", block: "nearest" });
  }, [section]);
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
      <TabList
        ref={tabs}
        className={styles.tabs}
        selectedValue={section}
        onTabSelect={(_, data) => navigate(data.value === "receiver" ? path : `${path}?section=${data.value}`, { replace: true })}
      >
        {offered.map((one) => (
          <Tab key={one} value={one} aria-controls={`section-${one}`}>
            {t(`section.${one}`)}
            {dirty[one] === true && <span className={styles.unsaved} role="img" aria-label={t("section.unsaved")} />}
          </Tab>
        ))}
      </TabList>
      {/* Sections that are not shown stay in the page: what was typed there is still there. */}
      {offered.map((one) => (
        <div key={one} role="tabpanel" id={`section-${one}`} aria-label={t(`section.${one}`)} hidden={one !== section}>
          {panel[one]}
        </div>
      ))}
      <LeaveGuard dirty={Object.values(dirty).includes(true)} />
    </>
  );
}
