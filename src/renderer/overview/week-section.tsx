import { makeStyles, tokens } from "@fluentui/react-components";
import { type KeyboardEvent, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useFormats } from "../ui/use-formats.ts";
import { ChartSection } from "./chart-section.tsx";
import type { WeekHour } from "./sums.ts";

const useStyles = makeStyles({
  said: { minHeight: tokens.lineHeightBase300, color: tokens.colorNeutralForeground2, fontVariantNumeric: "tabular-nums" },
  table: {
    width: "100%",
    borderCollapse: "separate",
    borderSpacing: "1px",
    tableLayout: "fixed",
    fontSize: tokens.fontSizeBase200,
  },
  day: { width: "38px", textAlign: "left", fontWeight: tokens.fontWeightRegular, color: tokens.colorNeutralForeground2 },
  hour: {
    height: "18px",
    padding: 0,
    fontWeight: tokens.fontWeightRegular,
    color: tokens.colorNeutralForeground2,
    overflow: "visible",
    textAlign: "left",
  },
  cell: {
    height: "22px",
    padding: 0,
    border: `1px solid ${tokens.colorNeutralStroke3}`,
    borderRadius: "2px",
    forcedColorAdjust: "none",
    position: "relative",
    ":focus-visible": { outline: `2px solid ${tokens.colorStrokeFocus2}`, zIndex: 1 },
  },
  fill: { position: "absolute", inset: 0, backgroundColor: tokens.colorCompoundBrandForeground1, borderRadius: "1px" },
  /** The busiest has a shape as well, for those to whom shades say nothing. */
  most: { position: "absolute", inset: "6px", borderRadius: "50%", backgroundColor: tokens.colorNeutralBackground1 },
});

/** Weekdays and hours, the busier the darker: a grid that the arrow keys walk. */
export function WeekSection({ week }: { week: readonly (readonly WeekHour[])[] }) {
  const { t } = useTranslation("overview");
  const formats = useFormats();
  const styles = useStyles();
  const grid = useRef<HTMLTableElement>(null);
  const [at, setAt] = useState<{ day: number; hour: number } | null>(null);
  const averages = week.flatMap((hours) => hours.map(({ average }) => average ?? 0));
  const most = Math.max(0, ...averages);
  const place = averages.indexOf(most);
  const busiest = most === 0 ? null : { day: Math.floor(place / 24), hour: place % 24 };
  const days = week.map((hours, day) => ({ day, hours })).filter(({ hours }) => hours.some(({ average }) => average !== null));
  const clock = (hour: number) => `${String(hour).padStart(2, "0")}:00`;
  const span = ({ day, hour }: { day: number; hour: number }) =>
    `${formats.weekday(day)}, ${clock(hour)}–${clock((hour + 1) % 24)}`;
  const number = (average: number | null | undefined) =>
    average === null || average === undefined
      ? t("nothing")
      : t("week.average", { count: Math.round(average), number: formats.number(average) });
  const start = at ?? busiest ?? { day: days[0]?.day ?? 0, hour: 0 };

  function move(pressed: KeyboardEvent): void {
    const steps: Record<string, [number, number]> = {
      ArrowLeft: [0, -1],
      ArrowRight: [0, 1],
      ArrowUp: [-1, 0],
      ArrowDown: [1, 0],
      Home: [0, -24],
      End: [0, 24],
    };
    const step = steps[pressed.key];
    if (step === undefined) return;
    pressed.preventDefault();
    const row = days.findIndex(({ day }) => day === start.day) + step[0];
    const day = days[Math.max(0, Math.min(days.length - 1, row))]?.day ?? start.day;
    const hour = Math.max(0, Math.min(23, start.hour + step[1]));
    grid.current?.querySelector<HTMLElement>(`[data-cell="${day}-${hour}"]`)?.focus();
  }

  const shown = at ?? busiest;
  return (
    <ChartSection
      title={t("week.title")}
      table={{
        heads: [t("when"), t("week.head")],
        rows: days.flatMap(({ day, hours }) =>
          hours.map(({ average }, hour) => [span({ day, hour }), average === null ? t("nothing") : formats.number(average)]),
        ),
      }}
    >
      <div className={styles.said} data-testid="week-said">
        {shown === null
          ? t("week.none")
          : t(at === null ? "week.busiest" : "week.at", {
              span: span(shown),
              number: number(week[shown.day]?.[shown.hour]?.average),
            })}
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: it is a table; as a grid the arrow keys walk it */}
      <table ref={grid} className={styles.table} role="grid" aria-label={t("week.title")} onKeyDown={move}>
        <thead>
          <tr>
            <td className={styles.day} />
            {Array.from({ length: 24 }, (_, hour) => (
              <th key={clock(hour)} scope="col" className={styles.hour} aria-label={clock(hour)}>
                {hour % 6 === 0 ? clock(hour) : ""}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {days.map(({ day, hours }) => (
            <tr key={day}>
              <th scope="row" className={styles.day}>
                {formats.weekday(day)}
              </th>
              {hours.map(({ average }, hour) => (
                <td
                  key={clock(hour)}
                  // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: see above
                  role="gridcell"
                  className={styles.cell}
                  data-cell={`${day}-${hour}`}
                  tabIndex={day === start.day && hour === start.hour ? 0 : -1}
                  aria-label={`${span({ day, hour })}: ${number(average)}`}
                  onFocus={() => setAt({ day, hour })}
                  onBlur={() => setAt(null)}
                  onMouseEnter={() => setAt({ day, hour })}
                  onMouseLeave={() => setAt(null)}
                >
                  {average !== null && average > 0 && (
                    <div className={styles.fill} style={{ opacity: 0.12 + 0.88 * (average / most) }} />
                  )}
                  {day === busiest?.day && hour === busiest.hour && <div className={styles.most} />}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </ChartSection>
  );
}
