import { Button, makeStyles, Tab, TabList, tokens } from "@fluentui/react-components";
import { ArrowDownload20Regular } from "@fluentui/react-icons";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import type { InspectedBody } from "../../shared/inspection.ts";
import { useTRPC } from "../app/trpc.ts";
import { LoadProblem } from "../ui/load-problem.tsx";
import { useFormats } from "../ui/use-formats.ts";
import { Waiting } from "../ui/waiting.tsx";
import { bytesOf, hexRows, hexText, joined } from "./hex.ts";

/** Shown at once; a page of hex of more than this would make the window slow. */
const sliceBytes = 32 * 1024;

const useStyles = makeStyles({
  bar: { display: "flex", flexWrap: "wrap", alignItems: "center", gap: tokens.spacingHorizontalS },
  views: { marginLeft: `calc(-1 * ${tokens.spacingHorizontalM})`, marginRight: "auto" },
  text: {
    boxSizing: "border-box",
    margin: 0,
    maxHeight: "420px",
    overflow: "auto",
    padding: tokens.spacingHorizontalM,
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: tokens.colorNeutralBackground3,
    color: tokens.colorNeutralForeground1,
    fontFamily: tokens.fontFamilyMonospace,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    userSelect: "text",
    ":focus-visible": { outline: `2px solid ${tokens.colorStrokeFocus2}` },
  },
  wraps: { whiteSpace: "pre-wrap", overflowWrap: "anywhere" },
  shown: { color: tokens.colorNeutralForeground2, fontSize: tokens.fontSizeBase200 },
});

/** The kept body, byte for byte: as text or as hex, a piece at a time, and whole as a file. */
export function KeptBody({ eventId, body }: { eventId: number; body: InspectedBody }) {
  const { t } = useTranslation("inspector");
  const formats = useFormats();
  const styles = useStyles();
  const trpc = useTRPC();
  const [view, setView] = useState<"text" | "hex">("text");
  const query = useInfiniteQuery(
    trpc.bodySlice.infiniteQueryOptions(
      { eventId, length: sliceBytes },
      {
        staleTime: Number.POSITIVE_INFINITY,
        getNextPageParam: (page) =>
          page === null || page.offset + sliceBytes >= page.total ? undefined : page.offset + sliceBytes,
      },
    ),
  );
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = query;
  const bytes = useMemo(() => joined(data?.pages.map((page) => bytesOf(page?.base64 ?? "")) ?? []), [data]);
  const shown = useMemo(
    () => (view === "text" ? new TextDecoder().decode(bytes, { stream: hasNextPage }) : hexText(hexRows(bytes))),
    [bytes, hasNextPage, view],
  );
  if (error !== null) return <LoadProblem error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <Waiting label={t("loading")} delay={300} />;
  return (
    <>
      <div className={styles.bar}>
        <TabList
          className={styles.views}
          size="small"
          selectedValue={view}
          onTabSelect={(_, { value }) => setView(value === "hex" ? "hex" : "text")}
        >
          <Tab value="text">{t("body.text")}</Tab>
          <Tab value="hex">{t("body.hex")}</Tab>
        </TabList>
        <Button as="a" size="small" icon={<ArrowDownload20Regular />} href={`/files/body/${eventId}`} download="">
          {t("body.download", { size: formats.exactBytes(body.size) })}
        </Button>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a long text must be scrollable by keyboard */}
      <pre className={`${styles.text} ${view === "text" ? styles.wraps : ""}`} tabIndex={0} data-testid="kept-body">
        {shown}
      </pre>
      {hasNextPage && (
        <div className={styles.bar}>
          <span className={styles.shown}>
            {t("body.shown", { shown: formats.exactBytes(bytes.length), total: formats.exactBytes(body.size) })}
          </span>
          <Button size="small" disabledFocusable={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            {t("body.more")}
          </Button>
        </div>
      )}
    </>
  );
}
