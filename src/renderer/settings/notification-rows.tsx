import { Input, makeStyles, Switch, tokens } from "@fluentui/react-components";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { SettingsView } from "../../main/console/backend.ts";
import type { NotificationSettings } from "../../shared/settings.ts";
import { useTRPC } from "../app/trpc.ts";
import { refusalOf } from "../form/refusal.ts";
import { SettingGroup, SettingRow } from "../form/setting-row.tsx";
import { useSay } from "../ui/say.tsx";
import { useTakeSettings } from "./use-save-settings.ts";

const useStyles = makeStyles({
  times: { display: "flex", alignItems: "center", gap: tokens.spacingHorizontalS, flexWrap: "wrap" },
  // Wide enough for the form with AM and PM, which the system may choose.
  time: { width: "165px" },
});

const usualNight = { from: "22:00", to: "06:00" };

/** What is told outside the window, and when not. Each is saved at once, as the switches of the system itself. */
export function NotificationRows({ settings, supported }: { settings: SettingsView; supported: boolean }) {
  const { t } = useTranslation("settings");
  const say = useSay();
  const trpc = useTRPC();
  const take = useTakeSettings();
  const save = useMutation(
    trpc.saveNotifications.mutationOptions({
      onSuccess(next) {
        take(next);
        say.done(t("desktop.saved"));
      },
      onError: (error) => say.failed(refusalOf(error)?.message ?? t("noAnswer")),
    }),
  );
  const { notifications } = settings;
  const { quietHours } = notifications;
  const change = (part: Partial<NotificationSettings>) => save.mutate({ ...notifications, ...part });
  return (
    <SettingGroup
      title={t("desktop.notifications.title")}
      intro={supported ? t("desktop.notifications.intro") : t("desktop.notifications.unsupported")}
    >
      {(["plates", "attention"] as const).map((kind) => (
        <SettingRow
          key={kind}
          title={t(`desktop.notifications.${kind}.title`)}
          help={t(`desktop.notifications.${kind}.help`)}
          layout="small"
        >
          {({ labelId: _, ...aria }) => (
            <Switch {...aria} checked={notifications[kind]} onChange={(_change, { checked }) => change({ [kind]: checked })} />
          )}
        </SettingRow>
      ))}
      <SettingRow title={t("desktop.notifications.quiet.title")} help={t("desktop.notifications.quiet.help")} layout="small">
        {({ labelId: _, ...aria }) => (
          <Switch
            {...aria}
            checked={quietHours !== null}
            onChange={(_change, { checked }) => change({ quietHours: checked ? usualNight : null })}
          />
        )}
      </SettingRow>
      {quietHours !== null && (
        <QuietTimes
          key={`${quietHours.from}-${quietHours.to}`}
          hours={quietHours}
          onChange={(hours) => change({ quietHours: hours })}
        />
      )}
    </SettingGroup>
  );
}

type QuietHours = NonNullable<NotificationSettings["quietHours"]>;

/** Saved when a time is whole and the input is left: while it is typed it is no time. */
function QuietTimes({ hours, onChange }: { hours: QuietHours; onChange: (hours: QuietHours) => void }) {
  const { t } = useTranslation("settings");
  const styles = useStyles();
  const [typed, setTyped] = useState(hours);
  const leave = () => {
    const whole = /^\d\d:\d\d$/;
    if (!whole.test(typed.from) || !whole.test(typed.to)) setTyped(hours);
    else if (typed.from !== hours.from || typed.to !== hours.to) onChange(typed);
  };
  return (
    <SettingRow title={t("desktop.notifications.times.title")}>
      {({ "aria-describedby": described }) => (
        <div className={styles.times}>
          {(["from", "to"] as const).map((end) => (
            <Input
              key={end}
              className={styles.time}
              type="time"
              aria-label={t(`desktop.notifications.times.${end}`)}
              aria-describedby={described}
              contentBefore={t(`desktop.notifications.times.${end}Short`)}
              value={typed[end]}
              onChange={(_change, { value }) => setTyped({ ...typed, [end]: value })}
              onBlur={leave}
            />
          ))}
        </div>
      )}
    </SettingRow>
  );
}
