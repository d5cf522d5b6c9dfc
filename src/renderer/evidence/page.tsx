import { Button, makeStyles, tokens } from "@fluentui/react-components";
import { ArrowLeft20Regular, Print20Regular } from "@fluentui/react-icons";
import { useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { useLocation, useParams } from "wouter";
import { useTRPC } from "../app/trpc.ts";
import { EmptyState } from "../ui/empty-state.tsx";
import { LoadProblem } from "../ui/load-problem.tsx";
import { Waiting } from "../ui/waiting.tsx";
import { footPages, printWhole } from "./print.ts";
import { EvidenceSheet } from "./sheet.tsx";

const useStyles = makeStyles({
  page: { height: "100%", overflow: "auto", "@media print": { height: "auto", overflow: "visible" } },
  bar: {
    position: "sticky",
    top: 0,
    zIndex: 1,
    display: "flex",
    flexWrap: "wrap",
    alignItems: "center",
    gap: tokens.spacingHorizontalS,
    padding: tokens.spacingVerticalS,
    backgroundColor: tokens.colorNeutralBackground2,
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
    "@media print": { display: "none" },
  },
  hint: { color: tokens.colorNeutralForeground2, fontSize: tokens.fontSizeBase200 },
});

/** /evidence/34: one read as a document, to be printed or saved as PDF by the platform's own print. */
export function EvidencePage() {
  const { t } = useTranslation("evidence");
  const styles = useStyles();
  const [, navigate] = useLocation();
  const { id } = useParams<{ id?: string }>();
  const readId = /^[1-9]\d{0,14}$/.test(id ?? "") ? Number(id) : 0;
  const trpc = useTRPC();
  const { data, error, refetch } = useQuery(
    trpc.evidence.queryOptions(
      { readId },
      { enabled: readId > 0, refetchOnWindowFocus: false, staleTime: Number.POSITIVE_INFINITY },
    ),
  );
  useEffect(() => {
    if (!data) return;
    const name = t("fileName", { plate: data.read.plate?.toUpperCase() ?? "", number: String(data.read.id) });
    // What the print dialog offers as the file's name.
    document.title = name;
    return footPages(name);
  }, [data, t]);
  return (
    <main className={styles.page} aria-label={t("title")}>
      <div className={styles.bar}>
        <Button
          appearance="subtle"
          icon={<ArrowLeft20Regular />}
          onClick={() => (data ? navigate(`/event/${data.read.eventId}`) : window.history.back())}
        >
          {t("back")}
        </Button>
        <Button appearance="primary" icon={<Print20Regular />} disabledFocusable={!data} onClick={() => void printWhole()}>
          {t("print")}
        </Button>
        <span className={styles.hint}>{t("hint")}</span>
      </div>
      {error !== null && <LoadProblem error={error} onRetry={() => void refetch()} />}
      {data === undefined && error === null && readId > 0 && <Waiting label={t("loading")} delay={300} />}
      {(data === null || readId === 0) && <EmptyState title={t("goneTitle")} text={t("goneText")} />}
      {data && <EvidenceSheet evidence={data} />}
    </main>
  );
}
