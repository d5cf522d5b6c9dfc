import { makeStyles, tokens } from "@fluentui/react-components";
import { useMutation } from "@tanstack/react-query";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import type { SettingsView } from "../../main/console/backend.ts";
import { useStatus } from "../app/live-context.tsx";
import { useRecorded } from "../app/recorded.ts";
import { useTRPC } from "../app/trpc.ts";
import { SaveBar } from "../form/save-bar.tsx";
import { SettingGroup } from "../form/setting-row.tsx";
import { useSection } from "../form/use-section.ts";
import { TextRow } from "../ui/text-row.tsx";
import { useFormats } from "../ui/use-formats.ts";
import { inUnit } from "./bytes.ts";
import { retentionInputs, retentionOf, retentionStateOf } from "./retention-form.ts";
import { useTakeSettings } from "./use-save-settings.ts";

const useStyles = makeStyles({
  form: { display: "flex", flexDirection: "column", gap: tokens.spacingVerticalL },
  use: { margin: 0, color: tokens.colorNeutralForeground1 },
});

/** How long reads and images are kept, beside what they take now. */
export function RetentionSection({ settings, onDirty }: { settings: SettingsView; onDirty: (dirty: boolean) => void }) {
  const { t } = useTranslation("settings");
  const recorded = useRecorded();
  const styles = useStyles();
  const formats = useFormats();
  const trpc = useTRPC();
  const take = useTakeSettings();
  const store = useStatus()?.store;
  const { mutateAsync } = useMutation(trpc.saveRetention.mutationOptions({ onSuccess: take }));
  const section = useSection({
    stored: retentionStateOf(settings.retention),
    read(state) {
      const { retention, problems } = retentionOf(state);
      const words = Object.entries(problems).map(([input, problem]) => [input, t(`retention.problem.${problem}`)]);
      return { value: retention, problems: Object.fromEntries(words) };
    },
    send: mutateAsync,
    inputs: retentionInputs,
    prefix: "retention",
  });
  const { state, change, left, problems, dirty } = section;
  useEffect(() => onDirty(dirty), [dirty, onDirty]);
  const size = (bytes: number) => {
    const { value, unit } = inUnit(bytes);
    return `${formats.number(value)} ${unit}`;
  };
  return (
    <form {...section.form} className={styles.form}>
      {store !== undefined && (
        <p className={styles.use}>
          {store.reason !== null
            ? recorded(store.reason)
            : t("retention.use", {
                images: size(store.imageBytes),
                database: size(store.databaseBytes),
                free: size(store.freeBytes),
              })}
        </p>
      )}
      <SettingGroup title={t("retention.title")} intro={t("retention.intro")}>
        <TextRow
          title={t("retention.days.title")}
          help={t("retention.days.help")}
          value={state.days}
          unit={t("retention.days.unit")}
          required
          problem={problems.days}
          onChange={(days) => change({ days })}
          onLeave={left}
        />
        <TextRow
          title={t("retention.maxEvents.title")}
          help={t("retention.maxEvents.help")}
          value={state.maxEvents}
          short
          placeholder={t("retention.noLimit")}
          problem={problems.maxEvents}
          onChange={(maxEvents) => change({ maxEvents })}
          onLeave={left}
        />
        <TextRow
          title={t("retention.keepFree.title")}
          help={t("retention.keepFree.help")}
          value={state.keepFree}
          unit="GB"
          placeholder={t("retention.off")}
          problem={problems.minFreeBytes}
          onChange={(keepFree) => change({ keepFree })}
          onLeave={left}
        />
        <TextRow
          title={t("retention.maxImages.title")}
          help={t("retention.maxImages.help")}
          value={state.maxImages}
          unit="GB"
          placeholder={t("retention.noLimit")}
          problem={problems.maxImageBytes}
          onChange={(maxImages) => change({ maxImages })}
          onLeave={left}
        />
      </SettingGroup>
      <SaveBar dirty={dirty} outcome={section.outcome} save={t("retention.save")} onDiscard={section.discard} />
    </form>
  );
}
