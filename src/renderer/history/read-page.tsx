import { Button, makeStyles, tokens } from "@fluentui/react-components";
import { ChevronDown20Regular, ChevronUp20Regular } from "@fluentui/react-icons";
import { useQuery } from "@tanstack/react-query";
import { useCallback, useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useLocation, useSearch } from "wouter";
import { filterAt, queryOf, searchOf } from "../../shared/history-query.ts";
import { useShortcuts } from "../app/shortcuts/context.tsx";
import { useTRPC } from "../app/trpc.ts";
import { EventContent } from "../feed/detail/content.tsx";
import { useEventDetail } from "../feed/detail/use-event-detail.ts";
import { senderOf } from "../feed/rows.ts";
import { BackLink } from "../ui/back-link.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { LoadProblem } from "../ui/load-problem.tsx";
import { Page } from "../ui/page.tsx";
import { TextLink } from "../ui/text-link.tsx";
import { Waiting } from "../ui/waiting.tsx";
import { Passages } from "./passages.tsx";

const useStyles = makeStyles({
  columns: {
    display: "grid",
    gridTemplateColumns: "minmax(0, 960px) minmax(280px, 380px)",
    justifyContent: "start",
    gap: tokens.spacingHorizontalXXL,
    "@media (max-width: 1000px)": { gridTemplateColumns: "minmax(0, 1fr)" },
  },
  leaf: { display: "flex", gap: tokens.spacingHorizontalXS },
});

/** One read as a page: everything about it, all the times its plate was read, and on to its neighbours in the search. */
export function ReadPage({ readId }: { readId: number }) {
  const { t } = useTranslation("history");
  const styles = useStyles();
  const trpc = useTRPC();
  const address = useSearch();
  const search = useMemo(() => searchOf(queryOf(address).query), [address]);
  const filter = useMemo(() => filterAt(queryOf(search).query, Date.now()), [search]);
  const alone = { context: { alone: true } };
  const place = useQuery(trpc.readPlace.queryOptions({ readId, filter }, { trpc: alone }));
  const [, navigate] = useLocation();
  const to = useCallback(
    (id: number | null | undefined) => {
      if (id !== null && id !== undefined) navigate(`/read/${id}${search === "" ? "" : `?${search}`}`, { replace: true });
    },
    [navigate, search],
  );
  const newer = () => to(place.data?.newer);
  const older = () => to(place.data?.older);
  useShortcuts([
    { keys: ["ArrowUp", "ArrowLeft"], text: t("keys.newer"), act: newer },
    { keys: ["ArrowDown", "ArrowRight"], text: t("keys.older"), act: older },
    { keys: "Escape", text: t("read.back"), act: () => navigate(backTo(search)) },
  ]);

  return (
    <Page
      title={t("read.title")}
      actions={
        <div className={styles.leaf}>
          <Button size="small" icon={<ChevronUp20Regular />} disabledFocusable={!place.data?.newer} onClick={newer}>
            {t("read.newer")}
          </Button>
          <Button size="small" icon={<ChevronDown20Regular />} disabledFocusable={!place.data?.older} onClick={older}>
            {t("read.older")}
          </Button>
        </div>
      }
    >
      <BackLink href={backTo(search)}>{t("read.back")}</BackLink>
      {place.error !== null && <LoadProblem error={place.error} onRetry={() => void place.refetch()} />}
      {place.isPending && <Waiting label={t("read.loading")} delay={400} />}
      {place.data === null && (
        <EmptyState
          title={t("read.goneTitle")}
          text={t("read.goneText")}
          actions={<TextLink href="/history">{t("read.find")}</TextLink>}
        />
      )}
      {place.data !== undefined && place.data !== null && (
        <Content key={readId} eventId={place.data.eventId} readId={readId} search={search} />
      )}
    </Page>
  );
}

function Content({ eventId, readId, search }: { eventId: number; readId: number; search: string }) {
  const { t } = useTranslation("history");
  const styles = useStyles();
  const { data, error, refetch } = useEventDetail(eventId);
  if (error !== null) return <LoadProblem error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <Waiting label={t("read.loading")} delay={400} />;
  if (data === null)
    return (
      <EmptyState
        title={t("read.goneTitle")}
        text={t("read.goneText")}
        actions={<TextLink href="/history">{t("read.find")}</TextLink>}
      />
    );
  const plate = data.reads.find(({ id }) => id === readId)?.plate ?? null;
  return (
    <div className={styles.columns} data-testid="read-page">
      <section
        aria-label={t("read.window", { plate: plate?.toUpperCase() ?? t("read.noPlate"), camera: senderOf(data.event) ?? "" })}
      >
        <EventContent detail={data} readId={readId} page />
      </section>
      {plate !== null && <Passages plate={plate} readId={readId} search={search} />}
    </div>
  );
}

function backTo(search: string): string {
  return search === "" ? "/history" : `/history?${search}`;
}
