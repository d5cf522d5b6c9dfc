import { Button, makeStyles, tokens } from "@fluentui/react-components";
import { Dismiss12Regular } from "@fluentui/react-icons";
import { useTranslation } from "react-i18next";
import { type FilterPart, filterParts } from "../../shared/history.ts";
import type { HistoryQuery } from "../../shared/history-query.ts";
import { useQueryNames } from "./use-query-names.ts";
import { partWords } from "./words.ts";

const useStyles = makeStyles({
  chips: { display: "flex", flexWrap: "wrap", alignItems: "center", gap: tokens.spacingHorizontalXS, minWidth: 0 },
  chip: { maxWidth: "min(360px, 100%)", minHeight: "24px", fontWeight: tokens.fontWeightRegular },
  word: { overflow: "hidden", textOverflow: "ellipsis", whiteSpace: "nowrap" },
});

/** What is asked for, each part with a way to take it out. */
export function QueryChips({
  query,
  onRemove,
  onClear,
}: {
  query: HistoryQuery;
  onRemove: (part: FilterPart) => void;
  onClear: () => void;
}) {
  const { t } = useTranslation("history");
  const styles = useStyles();
  const names = useQueryNames();
  const parts = Object.keys(filterParts) as FilterPart[];
  const chips = parts.flatMap((part) => {
    const text = partWords(part, query, names);
    return text === null ? [] : [{ part, text }];
  });
  if (chips.length === 0) return null;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for what one enters
    <div className={styles.chips} role="group" aria-label={t("chips")} data-testid="chips">
      {chips.map(({ part, text }) => (
        <Button
          key={part}
          size="small"
          shape="circular"
          className={styles.chip}
          icon={<Dismiss12Regular />}
          iconPosition="after"
          aria-label={t("removeChip", { text })}
          onClick={() => onRemove(part)}
        >
          <span className={styles.word}>{text}</span>
        </Button>
      ))}
      {chips.length > 1 && (
        <Button size="small" appearance="transparent" onClick={onClear}>
          {t("clear")}
        </Button>
      )}
    </div>
  );
}
