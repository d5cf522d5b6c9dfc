import { Button, makeStyles, tokens } from "@fluentui/react-components";
import { ArrowRepeatAll20Regular } from "@fluentui/react-icons";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { useTRPC } from "../app/trpc.ts";
import { EmptyState } from "../ui/empty-state.tsx";
import { LoadProblem } from "../ui/load-problem.tsx";
import { Page } from "../ui/page.tsx";
import { TextLink } from "../ui/text-link.tsx";
import { useFormats } from "../ui/use-formats.ts";
import { Waiting } from "../ui/waiting.tsx";
import { QuarantinedList } from "./quarantined-list.tsx";
import { ReadRangeAgain } from "./read-range-again.tsx";
import { presetSpan, spanOf } from "./span.ts";
import { SpanChoice } from "./span-choice.tsx";

const useStyles = makeStyles({
  body: { display: "flex", flexDirection: "column", gap: tokens.spacingVerticalM, maxWidth: "980px" },
  intro: { margin: 0, color: tokens.colorNeutralForeground2 },
  bar: { display: "flex", flexWrap: "wrap", alignItems: "end", gap: tokens.spacingHorizontalM },
  count: { margin: 0, marginRight: "auto" },
});

/** Webhooks that are kept but were not understood: why, and what the parser of today makes of them. */
export function QuarantinedPage() {
  const { t } = useTranslation("inspector");
  const styles = useStyles();
  const formats = useFormats();
  const trpc = useTRPC();
  const [input, setInput] = useState(() => presetSpan("all", Date.now()));
  const [asking, setAsking] = useState(false);
  const span = useMemo(() => spanOf(input), [input]);
  const { data: counted } = useQuery(trpc.countQuarantined.queryOptions(span));
  const { data, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery(
    trpc.quarantined.infiniteQueryOptions({ ...span, limit: 50 }, { getNextPageParam: (page) => page.nextCursor ?? undefined }),
  );
  const rows = data?.pages.flatMap((page) => page.rows) ?? [];
  const count = counted?.count ?? 0;
  return (
    <Page title={t("quarantined.title")}>
      <div className={styles.body}>
        <p className={styles.intro}>{t("quarantined.intro")}</p>
        <SpanChoice input={input} onChange={setInput} />
        {error !== null && <LoadProblem error={error} onRetry={() => void refetch()} />}
        {data === undefined && error === null && <Waiting label={t("loading")} delay={300} />}
        {data !== undefined && rows.length === 0 && (
          <EmptyState
            title={t("quarantined.emptyTitle")}
            text={t(input.since === "" && input.until === "" ? "quarantined.emptyText" : "quarantined.emptySpan")}
            actions={<TextLink href="/doctor">{t("quarantined.doctor")}</TextLink>}
          />
        )}
        {rows.length > 0 && (
          <>
            <div className={styles.bar}>
              <p className={styles.count} role="status">
                {t("quarantined.count", { count, number: formats.number(count) })}
              </p>
              <Button icon={<ArrowRepeatAll20Regular />} onClick={() => setAsking(true)}>
                {t("quarantined.again")}
              </Button>
            </div>
            <QuarantinedList rows={rows} />
            {hasNextPage && (
              <Button disabledFocusable={isFetchingNextPage} onClick={() => void fetchNextPage()}>
                {t("quarantined.more")}
              </Button>
            )}
          </>
        )}
      </div>
      {asking && <ReadRangeAgain span={span} count={count} onClose={() => setAsking(false)} />}
    </Page>
  );
}
