import { Dropdown, Input, Label, makeStyles, Option, tokens } from "@fluentui/react-components";
import { useId } from "react";
import { useTranslation } from "react-i18next";
import type { HistoryQuery } from "../../shared/history-query.ts";
import { type Period, periods } from "../../shared/period.ts";
import { localText, momentOfText } from "./moment-text.ts";

const useStyles = makeStyles({
  root: { display: "flex", flexWrap: "wrap", alignItems: "center", gap: tokens.spacingHorizontalS },
  // As wide as the longest of its words may be, in one line.
  period: { minWidth: "140px", "& button": { whiteSpace: "nowrap" } },
  range: { display: "flex", flexWrap: "wrap", gap: tokens.spacingHorizontalS },
  moment: { display: "flex", alignItems: "center", gap: tokens.spacingHorizontalXS },
});

type Time = Pick<HistoryQuery, "period" | "from" | "to">;

const own = "range";
const ever = "ever";

/** When a read was received: a preset, or from … to in the machine's time zone. */
export function TimeChoice({
  time,
  custom,
  onChange,
}: {
  time: Time;
  custom: boolean;
  onChange: (time: Time, custom: boolean) => void;
}) {
  const { t } = useTranslation("history");
  const styles = useStyles();
  const chosen: Period | typeof own | typeof ever =
    time.period ?? (custom || time.from !== null || time.to !== null ? own : ever);
  const word = (choice: Period | typeof own | typeof ever) => t(`period.${choice}`);
  return (
    <Dropdown
      size="small"
      className={styles.period}
      aria-label={t("field.time")}
      value={word(chosen)}
      selectedOptions={[chosen]}
      onOptionSelect={(_, { optionValue }) => {
        const period = periods.find((known) => known === optionValue) ?? null;
        onChange({ ...time, period, ...(optionValue === own ? {} : { from: null, to: null }) }, optionValue === own);
      }}
    >
      {([ever, ...periods, own] as const).map((choice) => (
        <Option key={choice} value={choice}>
          {word(choice)}
        </Option>
      ))}
    </Dropdown>
  );
}

/** Both ends of a range of one's own; either may be open. */
export function TimeRange({ time, onChange }: { time: Time; onChange: (time: Time) => void }) {
  const { t } = useTranslation("history");
  const styles = useStyles();
  const base = useId();
  const end = (which: "from" | "to") => (
    <div className={styles.moment}>
      <Label size="small" htmlFor={`${base}-${which}`}>
        {t(`range.${which}`)}
      </Label>
      <Input
        id={`${base}-${which}`}
        size="small"
        type="datetime-local"
        defaultValue={time[which] === null ? "" : localText(time[which])}
        key={time[which]}
        onBlur={(left) => {
          const at = momentOfText(left.target.value);
          if (at !== time[which]) onChange({ ...time, period: null, [which]: at });
        }}
        onKeyDown={(pressed) => {
          if (pressed.key === "Enter") pressed.currentTarget.blur();
        }}
      />
    </div>
  );
  return (
    <div className={styles.range}>
      {end("from")}
      {end("to")}
    </div>
  );
}
