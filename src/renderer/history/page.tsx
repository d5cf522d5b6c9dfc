import { MessageBar, MessageBarBody, makeStyles, mergeClasses, tokens } from "@fluentui/react-components";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useLocation, useSearch } from "wouter";
import { type FilterPart, partsOf } from "../../shared/history.ts";
import { anything, filterAt, type HistoryQuery, queryOf, searchOf, without } from "../../shared/history-query.ts";
import { ExportButton } from "../exports/export-button.tsx";
import { EventPanel } from "../feed/detail/panel.tsx";
import { FeedList } from "../feed/list.tsx";
import { type FeedRow, rowKey } from "../feed/rows.ts";
import { LoadProblem } from "../ui/load-problem.tsx";
import { Page } from "../ui/page.tsx";
import { useMedia } from "../ui/use-media.ts";
import { Waiting } from "../ui/waiting.tsx";
import { QueryChips } from "./chips.tsx";
import { Busy, CountLine } from "./count-line.tsx";
import { MoreFilters } from "./more-filters.tsx";
import { Nothing } from "./nothing.tsx";
import { SavedSearches } from "./saved-searches.tsx";
import { SearchBar } from "./search-bar.tsx";
import { TimeRange } from "./time-choice.tsx";
import { useCount, useFound } from "./use-history.ts";
import { useHistoryKeys } from "./use-history-keys.ts";

const useStyles = makeStyles({
  page: { display: "flex", flexDirection: "column", height: "100%", minHeight: 0 },
  ask: {
    flexShrink: 0,
    display: "flex",
    flexDirection: "column",
    gap: tokens.spacingVerticalS,
    padding: `0 ${tokens.spacingHorizontalL} ${tokens.spacingVerticalS}`,
    maxHeight: "60%",
    overflowY: "auto",
  },
  line: { display: "flex", flexWrap: "wrap", alignItems: "center", gap: tokens.spacingHorizontalM, minHeight: "24px" },
  halves: { flex: 1, display: "flex", minHeight: 0, borderTop: `1px solid ${tokens.colorNeutralStroke2}` },
  left: { flex: 1, minWidth: 0, overflowY: "auto" },
  hidden: { display: "none" },
  panel: { flexShrink: 0, width: "420px", borderLeft: `1px solid ${tokens.colorNeutralStroke2}`, minHeight: 0 },
  whole: { width: "100%", borderLeftStyle: "none" },
  wait: { paddingTop: tokens.spacingVerticalXXXL },
});

const inBar: readonly FilterPart[] = ["plate", "cameras", "time"];

/** History: what is asked for, in the address; what was found; and beside it the read that was opened. */
export function HistoryPage({ eventId }: { eventId: number | null }) {
  const { t } = useTranslation("history");
  const { t: exports } = useTranslation("exports");
  const styles = useStyles();
  const [, navigate] = useLocation();
  const address = useSearch();
  const narrow = useMedia("(max-width: 900px)");
  const { query, turned } = useMemo(() => queryOf(address), [address]);
  const readId = useMemo(() => Number(new URLSearchParams(address).get("read")) || null, [address]);
  const search = searchOf(query);
  // The address with an open read says the same search: it must not be asked anew.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the search is the query in words
  const filter = useMemo(() => filterAt(query, Date.now()), [search]);
  const found = useFound(filter);
  const count = useCount(filter);
  const [more, setMore] = useState(() => !narrow && partsOf(query.filter).some((part) => !inBar.includes(part)));
  const [custom, setCustom] = useState(false);
  const scroller = useRef<HTMLDivElement>(null);
  const box = useRef<HTMLInputElement>(null);

  const ask = useCallback((next: HistoryQuery, replace = false) => navigate(addressOf(searchOf(next)), { replace }), [navigate]);
  const change = useCallback((part: Partial<HistoryQuery>, typing = false) => ask({ ...query, ...part }, typing), [ask, query]);
  const open = useCallback(
    (row: FeedRow) =>
      navigate(`/history/event/${row.event.id}?${[search, `read=${row.read?.id ?? ""}`].filter(Boolean).join("&")}`, {
        // Leafing through with the arrows is one step of the back button.
        replace: eventId !== null,
      }),
    [navigate, search, eventId],
  );
  const returns = useRef(false);
  const close = useCallback(() => {
    returns.current = true;
    navigate(addressOf(search));
  }, [navigate, search]);
  useEffect(() => {
    if (eventId !== null || !returns.current) return;
    returns.current = false;
    scroller.current?.focus();
  }, [eventId]);
  // Newer browsers give a promise here, which is no end of an effect.
  const toTop = useCallback(() => void scroller.current?.scrollTo({ top: 0 }), []);
  useHistoryKeys({ scroller, box, opened: eventId !== null, close });
  // One comes here to look for something; on a phone the keyboard would cover what is found.
  // biome-ignore lint/correctness/useExhaustiveDependencies: on arrival alone
  useEffect(() => {
    if (eventId === null && !narrow) box.current?.focus();
  }, []);
  // A new search begins at its newest read.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the search is the reason
  useEffect(toTop, [search]);

  const { rows } = found;
  const nothing = found.isSuccess && !found.isPlaceholderData && rows.length === 0;
  return (
    <Page
      title={t("title")}
      scrolls={false}
      actions={<SavedSearches search={search} onOpen={(kept) => navigate(addressOf(kept))} />}
    >
      <div className={styles.page}>
        <search className={mergeClasses(styles.ask, narrow && eventId !== null && styles.hidden)} aria-label={t("title")}>
          <SearchBar
            query={query}
            box={box}
            more={more}
            moreCount={partsOf(query.filter).filter((part) => !inBar.includes(part)).length}
            custom={custom}
            onChange={change}
            onMore={() => setMore(!more)}
            onCustom={setCustom}
            onIntoList={() => scroller.current?.focus()}
          />
          {query.period === null && (custom || query.from !== null || query.to !== null) && (
            <TimeRange time={query} onChange={change} />
          )}
          {more && (
            <MoreFilters filter={query.filter} onChange={(part) => change({ filter: given({ ...query.filter, ...part }) })} />
          )}
          {(turned.time || turned.score) && (
            <MessageBar intent="info">
              <MessageBarBody>{t(turned.time ? "turned.time" : "turned.score")}</MessageBarBody>
            </MessageBar>
          )}
          <div className={styles.line}>
            <CountLine count={count} />
            <ExportButton filter={filter} what={exports("found")} />
            <QueryChips query={query} onRemove={(part) => ask(without(query, [part]))} onClear={() => ask(anything)} />
          </div>
        </search>
        <Busy busy={found.isFetching && !found.isFetchingNextPage} />
        <div className={styles.halves}>
          <div className={mergeClasses(styles.left, narrow && eventId !== null && styles.hidden)}>
            {found.error !== null && <LoadProblem error={found.error} onRetry={() => void found.refetch()} />}
            {found.isPending && <Waiting className={styles.wait} label={t("searching")} delay={400} />}
            {nothing && <Nothing query={query} filter={filter} onQuery={ask} />}
            {rows.length > 0 && (
              <FeedList
                rows={rows}
                scroller={scroller}
                selectedKey={eventId === null ? null : rowKey(eventId, readId)}
                freshFrom={0}
                loadingOlder={found.isFetchingNextPage}
                complete={!found.hasNextPage}
                end={t("end")}
                onOpen={open}
                onClose={close}
                onNewest={toTop}
                onScrolled={ignore}
                onNeedOlder={found.more}
              />
            )}
          </div>
          {eventId !== null && (
            <div className={mergeClasses(styles.panel, narrow && styles.whole)}>
              <EventPanel key={eventId} eventId={eventId} readId={readId} whole={narrow} onClose={close} />
            </div>
          )}
        </div>
      </div>
    </Page>
  );
}

const ignore = () => {};

function addressOf(search: string): string {
  return search === "" ? "/history" : `/history?${search}`;
}

/** Without what was taken away. */
function given(
  filter: { [Key in keyof HistoryQuery["filter"]]?: HistoryQuery["filter"][Key] | undefined },
): HistoryQuery["filter"] {
  return Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined));
}
