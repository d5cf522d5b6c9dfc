import { Button, makeStyles, Text, tokens } from "@fluentui/react-components";
import { SearchInfo20Regular } from "@fluentui/react-icons";
import { useTranslation } from "react-i18next";
import type { HistoryCount, WordsKey } from "../../shared/history.ts";
import type { HistoryFilter } from "../../shared/history-filter.ts";
import { anything, type HistoryQuery, without } from "../../shared/history-query.ts";
import { EmptyState } from "../ui/empty-state.tsx";
import { useFormats } from "../ui/use-formats.ts";
import { BusyMark } from "../ui/waiting.tsx";
import { useNearest } from "./use-history.ts";
import { useQueryNames } from "./use-query-names.ts";
import { partWords } from "./words.ts";

const useStyles = makeStyles({
  offers: { display: "flex", flexDirection: "column", alignItems: "flex-start", gap: tokens.spacingVerticalXS },
  offer: { justifyContent: "flex-start", textAlign: "left", maxWidth: "100%" },
});

/** Nothing matches: says so, and offers the nearest that does, each with how many reads it finds. */
export function Nothing({
  query,
  filter,
  onQuery,
}: {
  query: HistoryQuery;
  /** The query as it was asked. */
  filter: HistoryFilter;
  onQuery: (query: HistoryQuery) => void;
}) {
  const { t } = useTranslation("history");
  const formats = useFormats();
  const styles = useStyles();
  const names = useQueryNames();
  const { data, isPending } = useNearest(filter);
  const reads = ({ reads: number, exact }: HistoryCount) =>
    exact ? t("count", { count: number, number: formats.number(number) }) : t("atLeast", { number: formats.number(number) });
  const loosened = (data?.loosened ?? []).map(({ how, count }) => ({
    key: how,
    text: t(`nearest.${how}`, { reads: reads(count) }),
    next: { ...query, filter: { ...query.filter, ...(how === "alike" ? { alike: true } : { whole: undefined }) } },
  }));
  const plates = (data?.plates ?? []).map(({ plate, reads: number }) => ({
    key: `plate ${plate}`,
    text: t("nearest.plate", { plate, reads: reads({ reads: number, exact: true }) }),
    next: { ...anything, filter: { plate, whole: true } },
  }));
  const patterns = (data?.patterns ?? []).map(({ plate, count }) => ({
    key: `pattern ${plate}`,
    text: t("nearest.plate", { plate, reads: reads(count) }),
    next: { ...query, filter: { ...query.filter, plate } },
  }));
  const respelt = (data?.respelt ? [data.respelt] : []).map(({ words, count }) => ({
    key: "respelt",
    text: t("nearest.instead", {
      what: formats.list(words.map(({ instead, word }) => t("nearest.word", { instead, word }))),
      reads: reads(count),
    }),
    next: { ...query, filter: words.reduce(withWord, query.filter) },
  }));
  const fewer = (data?.without ?? []).map(({ parts, count }) => ({
    key: parts.join(" "),
    text: t("nearest.without", {
      what: formats.list(parts.flatMap((part) => partWords(part, query, names) ?? [])),
      reads: reads(count),
    }),
    next: without(query, parts),
  }));
  const offers = [...respelt, ...loosened, ...plates, ...patterns, ...fewer];
  return (
    <EmptyState
      icon={<SearchInfo20Regular />}
      title={t("nothing.title")}
      text={isPending ? t("nothing.looking") : offers.length > 0 ? t("nothing.offers") : t("nothing.none")}
      actions={offers.length === 0 && !isPending && <Button onClick={() => onQuery(anything)}>{t("nothing.all")}</Button>}
    >
      {isPending && <BusyMark />}
      <div className={styles.offers} data-testid="nearest">
        {offers.map(({ key, text, next }) => (
          <Button key={key} className={styles.offer} onClick={() => onQuery(next)}>
            <Text>{text}</Text>
          </Button>
        ))}
      </div>
    </EmptyState>
  );
}

function withWord(
  filter: HistoryFilter,
  { key, word, instead }: { key: WordsKey; word: string; instead: string },
): HistoryFilter {
  return { ...filter, [key]: [...new Set(filter[key]?.map((one) => (one === word ? instead : one)))] };
}
