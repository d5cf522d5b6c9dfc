import { Input, makeStyles, Slider, Switch, tokens } from "@fluentui/react-components";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useTRPC } from "../app/trpc.ts";
import { ListsPicker } from "../form/list-picker.tsx";
import { parseNumber, showNumber } from "../form/numbers.ts";
import { SettingGroup, SettingRow } from "../form/setting-row.tsx";
import { TagsInput } from "../form/tags-input.tsx";
import type { RulesState } from "./rules-form.ts";

/** What the recogniser calls vehicles; others can be typed. */
const vehicleTypes = ["Sedan", "SUV", "Van", "Pickup Truck", "Big Truck", "Bus", "Motorcycle"];

const useStyles = makeStyles({
  score: { display: "flex", alignItems: "center", gap: tokens.spacingHorizontalS },
  slider: { flex: 1, minWidth: 0 },
  short: { width: "84px" },
  seconds: { width: "104px" },
  direction: { display: "flex", alignItems: "center", justifyContent: "flex-end", gap: tokens.spacingHorizontalS },
});

/** The rows of the rules. Numbers stay as typed until the input is left. */
export function RulesRows({
  state,
  problems,
  onChange,
  onLeave,
}: {
  state: RulesState;
  problems: Partial<Record<string, string>>;
  onChange: (part: Partial<RulesState>) => void;
  onLeave: () => void;
}) {
  const { t } = useTranslation("destinations");
  const styles = useStyles();
  const trpc = useTRPC();
  const cameras =
    useQuery(trpc.cameras.queryOptions())
      .data?.map((one) => one.camera)
      .filter((camera) => camera !== "") ?? [];
  const list = (key: "cameras" | "regions" | "vehicleTypes", known: readonly string[]) => (
    <SettingRow title={t(`rules.${key}.title`)} help={t(`rules.${key}.help`)} problem={problems[key]}>
      {(aria) => (
        <TagsInput
          value={state[key]}
          known={known}
          aria={aria}
          placeholder={t(`rules.${key}.all`)}
          onChange={(value) => onChange({ [key]: value })}
        />
      )}
    </SettingRow>
  );
  const plateLists = (key: "onLists" | "notOnLists") => (
    <SettingRow title={t(`rules.${key}.title`)} help={t(`rules.${key}.help`)} problem={problems[key]}>
      {(aria) => (
        <ListsPicker
          value={state[key]}
          aria={aria}
          placeholder={t(`rules.${key}.all`)}
          onChange={(value) => onChange({ [key]: value })}
        />
      )}
    </SettingRow>
  );
  return (
    <SettingGroup>
      {list("cameras", cameras)}
      <SettingRow title={t("rules.plate.title")} help={t("rules.plate.help")} problem={problems.requirePlate} layout="small">
        {({ labelId: _, ...aria }) => (
          <Switch {...aria} checked={state.requirePlate} onChange={(_change, data) => onChange({ requirePlate: data.checked })} />
        )}
      </SettingRow>
      {plateLists("onLists")}
      {plateLists("notOnLists")}
      <SettingRow title={t("rules.first.title")} help={t("rules.first.help")} problem={problems.firstWithinS} layout="small">
        {({ labelId: _, ...aria }) => (
          <div className={styles.direction}>
            {state.first && (
              <Input
                className={styles.seconds}
                aria-label={t("rules.first.within")}
                aria-invalid={problems.firstWithinS !== undefined}
                inputMode="numeric"
                contentAfter="s"
                value={state.firstWithin}
                onChange={(_change, data) => onChange({ firstWithin: data.value })}
                onBlur={onLeave}
              />
            )}
            <Switch {...aria} checked={state.first} onChange={(_change, data) => onChange({ first: data.checked })} />
          </div>
        )}
      </SettingRow>
      <SettingRow title={t("rules.score.title")} help={t("rules.score.help")} problem={problems.minScore}>
        {({ labelId, ...aria }) => (
          <div className={styles.score}>
            <Slider
              className={styles.slider}
              aria-labelledby={labelId}
              aria-valuetext={state.minScore}
              min={0}
              max={100}
              value={Math.round((parseNumber(state.minScore, { integer: false }) ?? 0) * 100)}
              onChange={(_, data) => onChange({ minScore: showNumber(data.value / 100) })}
            />
            <Input
              {...aria}
              className={styles.short}
              inputMode="decimal"
              value={state.minScore}
              onChange={(_, data) => onChange({ minScore: data.value })}
              onBlur={onLeave}
            />
          </div>
        )}
      </SettingRow>
      {list("regions", [])}
      {list("vehicleTypes", vehicleTypes)}
      <SettingRow
        title={t("rules.direction.title")}
        help={t("rules.direction.help")}
        problem={problems.directionFrom ?? problems.directionTo}
        layout="small"
      >
        {({ labelId: _, ...aria }) => (
          <div className={styles.direction}>
            {state.directed &&
              (["from", "to"] as const).map((end) => (
                <Input
                  key={end}
                  className={styles.short}
                  aria-label={t(`rules.direction.${end}`)}
                  aria-invalid={problems[end === "from" ? "directionFrom" : "directionTo"] !== undefined}
                  inputMode="decimal"
                  placeholder={t(`rules.direction.${end}Short`)}
                  contentAfter="°"
                  value={state[end]}
                  onChange={(_change, data) => onChange({ [end]: data.value })}
                  onBlur={onLeave}
                />
              ))}
            <Switch {...aria} checked={state.directed} onChange={(_change, data) => onChange({ directed: data.checked })} />
          </div>
        )}
      </SettingRow>
    </SettingGroup>
  );
}
