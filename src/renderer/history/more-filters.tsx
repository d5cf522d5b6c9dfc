import { Dropdown, Field, makeStyles, Option, tokens } from "@fluentui/react-components";
import { useTranslation } from "react-i18next";
import type { HistoryFilter } from "../../shared/history-filter.ts";
import { useStatus } from "../app/live-context.tsx";
import { useLists } from "../app/use-lists.ts";
import { NumberPair } from "./number-pair.tsx";
import { useReadWords } from "./use-history.ts";
import { choicesOf, type DeliveryChoice, deliveryChoices } from "./words.ts";
import { WordsChoice } from "./words-choice.tsx";

const useStyles = makeStyles({
  grid: {
    display: "grid",
    gridTemplateColumns: "repeat(auto-fill, minmax(160px, 1fr))",
    gap: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalM}`,
  },
  choice: { minWidth: 0, width: "100%" },
});

const none = "none";
const unlisted = "unlisted";
const vehicle = [
  ["makes", "make"],
  ["models", "model"],
  ["colors", "color"],
  ["vehicleTypes", "vehicleType"],
  ["regions", "region"],
] as const;
const quarters = [
  { name: "N", from: 337.5, to: 22.5 },
  { name: "NE", from: 22.5, to: 67.5 },
  { name: "E", from: 67.5, to: 112.5 },
  { name: "SE", from: 112.5, to: 157.5 },
  { name: "S", from: 157.5, to: 202.5 },
  { name: "SW", from: 202.5, to: 247.5 },
  { name: "W", from: 247.5, to: 292.5 },
  { name: "NW", from: 292.5, to: 337.5 },
] as const;

/** The conditions that are asked for less often. Undefined takes one away. */
export function MoreFilters({
  filter,
  onChange,
}: {
  filter: HistoryFilter;
  onChange: (change: { [Key in keyof HistoryFilter]?: HistoryFilter[Key] | undefined }) => void;
}) {
  const { t } = useTranslation("history");
  const styles = useStyles();
  const words = useReadWords(true);
  const lists = useLists();
  const destinations = useStatus()?.destinations ?? [];
  const percent = (share: number | undefined) => (share === undefined ? null : Math.round(share * 1000) / 10);
  const share = (value: number | null) => (value === null ? undefined : value / 100);
  const chosenLists = filter.unlisted ? [unlisted] : (filter.lists ?? []);
  const states = choicesOf(filter.deliveries);
  const plates = filter.withPlate === undefined ? "any" : filter.withPlate ? "with" : "without";
  const { direction } = filter;
  const point = quarters.find(({ from, to }) => from === direction?.from && to === direction.to)?.name ?? none;
  return (
    <section className={styles.grid} aria-label={t("more.label")}>
      {vehicle.map(([key, column]) => (
        <WordsChoice
          key={key}
          label={t(`field.${key}`)}
          value={filter[key] ?? []}
          known={words?.[column] ?? []}
          {...(key === "regions" ? { wordOf: (code: string) => code.toUpperCase() } : {})}
          onChange={(chosen) => onChange({ [key]: chosen.length === 0 ? undefined : chosen })}
        />
      ))}
      <NumberPair
        label={t("field.score")}
        unit="%"
        most={100}
        value={[percent(filter.minScore), percent(filter.maxScore)]}
        onChange={([from, to]) => onChange({ minScore: share(from), maxScore: share(to) })}
      />
      <Field label={t("field.towards")} size="small">
        <Dropdown
          size="small"
          className={styles.choice}
          value={point === none ? (direction === undefined ? t("any") : t("ownRange")) : t(`compass.${point}`)}
          selectedOptions={[point]}
          onOptionSelect={(_, { optionValue }) => {
            const quarter = quarters.find(({ name }) => name === optionValue);
            onChange({ direction: quarter && { from: quarter.from, to: quarter.to } });
          }}
        >
          <Option value={none}>{t("any")}</Option>
          {quarters.map(({ name }) => (
            <Option key={name} value={name}>
              {t(`compass.${name}`)}
            </Option>
          ))}
        </Dropdown>
      </Field>
      <NumberPair
        label={t("field.direction")}
        unit="°"
        most={360}
        value={[direction?.from ?? null, direction?.to ?? null]}
        onChange={([from, to]) =>
          onChange({ direction: from === null && to === null ? undefined : { from: from ?? 0, to: to ?? 360 } })
        }
      />
      <Field label={t("field.lists")} size="small">
        <Dropdown
          size="small"
          className={styles.choice}
          multiselect
          placeholder={t("any")}
          value={
            filter.unlisted
              ? t("onNoList")
              : lists
                  .filter(({ id }) => chosenLists.includes(id))
                  .map(({ name }) => name)
                  .join(", ")
          }
          selectedOptions={chosenLists}
          onOptionSelect={(_, { optionValue, selectedOptions }) => {
            const onNone = optionValue === unlisted && !filter.unlisted;
            const ids = selectedOptions.filter((id) => id !== unlisted);
            onChange({ unlisted: onNone || undefined, lists: onNone || ids.length === 0 ? undefined : ids });
          }}
        >
          {[{ id: unlisted, name: t("onNoList") }, ...lists].map(({ id, name }) => (
            <Option key={id} value={id}>
              {name}
            </Option>
          ))}
        </Dropdown>
      </Field>
      <Field label={t("field.destination")} size="small">
        <Dropdown
          size="small"
          className={styles.choice}
          value={destinations.find(({ id }) => id === filter.destinationId)?.name ?? t("anyDestination")}
          selectedOptions={[filter.destinationId ?? none]}
          onOptionSelect={(_, { optionValue }) => onChange({ destinationId: optionValue === none ? undefined : optionValue })}
        >
          {[{ id: none, name: t("anyDestination") }, ...destinations].map(({ id, name }) => (
            <Option key={id} value={id}>
              {name}
            </Option>
          ))}
        </Dropdown>
      </Field>
      <Field label={t("field.deliveries")} size="small">
        <Dropdown
          size="small"
          className={styles.choice}
          multiselect
          placeholder={t("anyState")}
          value={states.map((state) => t(`delivery.${state}`)).join(", ")}
          selectedOptions={states}
          onOptionSelect={(_, { selectedOptions }) => {
            const chosen = (selectedOptions as DeliveryChoice[]).flatMap((choice) => [...deliveryChoices[choice]]);
            onChange({ deliveries: chosen.length === 0 ? undefined : chosen });
          }}
        >
          {(Object.keys(deliveryChoices) as DeliveryChoice[]).map((state) => (
            <Option key={state} value={state}>
              {t(`delivery.${state}`)}
            </Option>
          ))}
        </Dropdown>
      </Field>
      <Field label={t("field.withPlate")} size="small">
        <Dropdown
          size="small"
          className={styles.choice}
          value={t(`shown.${plates}`)}
          selectedOptions={[plates]}
          onOptionSelect={(_, { optionValue }) =>
            onChange({ withPlate: optionValue === "any" ? undefined : optionValue === "with" })
          }
        >
          {(["any", "with", "without"] as const).map((choice) => (
            <Option key={choice} value={choice}>
              {t(`shown.${choice}`)}
            </Option>
          ))}
        </Dropdown>
      </Field>
    </section>
  );
}
