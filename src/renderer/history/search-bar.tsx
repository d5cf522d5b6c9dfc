import { Button, Dropdown, makeStyles, Option, SearchBox, ToggleButton, tokens } from "@fluentui/react-components";
import { Filter16Regular, TextCaseTitle16Regular } from "@fluentui/react-icons";
import { type RefObject, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import type { HistoryQuery } from "../../shared/history-query.ts";
import { plateFace } from "../ui/plate.tsx";
import { useSettled } from "../ui/use-settled.ts";
import { TimeChoice } from "./time-choice.tsx";
import { useReadWords } from "./use-history.ts";
import { WordsMenu } from "./words-menu.tsx";

const useStyles = makeStyles({
  bar: { display: "flex", flexWrap: "wrap", alignItems: "center", gap: tokens.spacingHorizontalS },
  plate: {
    flex: "1 1 220px",
    minWidth: "180px",
    maxWidth: "420px",
    "& input": { fontFamily: plateFace, fontWeight: 700, textTransform: "uppercase" },
    "& input::placeholder": { fontFamily: tokens.fontFamilyBase, fontWeight: tokens.fontWeightRegular, textTransform: "none" },
    "@media (max-width: 600px)": { flexBasis: "100%", maxWidth: "none" },
  },
  match: { minWidth: "126px", width: "126px" },
});

const typingMs = 250;

/** What one asks for first: the plate, the camera, the time. */
export function SearchBar({
  query,
  box,
  more,
  moreCount,
  custom,
  onChange,
  onMore,
  onCustom,
  onIntoList,
}: {
  query: HistoryQuery;
  box: RefObject<HTMLInputElement | null>;
  /** Whether the further filters are shown, and how many of them ask for something. */
  more: boolean;
  moreCount: number;
  custom: boolean;
  /** `typing`: one of many small steps, not worth one of the back button. */
  onChange: (change: Partial<HistoryQuery>, typing?: boolean) => void;
  onMore: () => void;
  onCustom: (custom: boolean) => void;
  onIntoList: () => void;
}) {
  const { t } = useTranslation("history");
  const styles = useStyles();
  const { filter } = query;
  const words = useReadWords(true);
  const [typed, setTyped] = useState(filter.plate ?? "");
  const settled = useSettled(typed, typingMs);
  const plate = filter.plate ?? "";
  // From outside: the back button, a chip, a saved search.
  useEffect(() => setTyped((now) => (now.trim() === plate ? now : plate)), [plate]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only what was typed is a reason
  useEffect(() => {
    if (settled === typed && settled.trim() !== plate) onChange({ filter: { ...filter, plate: settled.trim() } }, true);
  }, [settled]);
  const wild = /[*?]/.test(typed);
  const match = filter.whole || wild ? "whole" : "part";

  return (
    <div className={styles.bar}>
      <SearchBox
        ref={box}
        className={styles.plate}
        aria-label={t("plate.label")}
        placeholder={t("plate.placeholder")}
        maxLength={64}
        autoComplete="off"
        spellCheck={false}
        value={typed}
        onChange={(_, data) => setTyped(data.value)}
        onKeyDown={(pressed) => {
          if (pressed.key === "Enter" && typed.trim() !== plate) onChange({ filter: { ...filter, plate: typed.trim() } });
          else if (pressed.key === "Enter" || pressed.key === "ArrowDown") onIntoList();
          else if (pressed.key === "Escape" && typed === "") pressed.currentTarget.blur();
        }}
      />
      <Dropdown
        size="small"
        className={styles.match}
        aria-label={t("match.label")}
        disabled={wild}
        value={t(wild ? "match.pattern" : `match.${match}`)}
        selectedOptions={[match]}
        onOptionSelect={(_, { optionValue }) => onChange({ filter: { ...filter, whole: optionValue === "whole" || undefined } })}
      >
        <Option value="part">{t("match.part")}</Option>
        <Option value="whole">{t("match.whole")}</Option>
      </Dropdown>
      <ToggleButton
        size="small"
        checked={filter.alike === true}
        icon={<TextCaseTitle16Regular />}
        title={t("match.alikeHelp")}
        onClick={() => onChange({ filter: { ...filter, alike: filter.alike ? undefined : true } })}
      >
        {t("match.alike")}
      </ToggleButton>
      <WordsMenu
        label={t("field.cameras")}
        all={t("allCameras")}
        value={filter.cameras ?? []}
        known={words?.camera ?? []}
        onChange={(cameras) => onChange({ filter: { ...filter, cameras: cameras.length === 0 ? undefined : cameras } })}
      />
      <TimeChoice
        time={query}
        custom={custom}
        onChange={(time, wantsRange) => {
          onCustom(wantsRange);
          onChange(time);
        }}
      />
      <Button
        size="small"
        icon={<Filter16Regular />}
        aria-expanded={more}
        appearance={more ? "secondary" : "outline"}
        onClick={onMore}
      >
        {moreCount === 0 ? t("more.button") : t("more.counted", { count: moreCount })}
      </Button>
    </div>
  );
}
