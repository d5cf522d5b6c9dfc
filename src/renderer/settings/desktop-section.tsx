import { makeStyles, Switch, tokens } from "@fluentui/react-components";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { WorkstationView } from "../../main/console/backend/workstation.ts";
import type { SettingsView } from "../../main/console/backend.ts";
import { useTRPC } from "../app/trpc.ts";
import { refusalOf } from "../form/refusal.ts";
import { SettingGroup, SettingRow } from "../form/setting-row.tsx";
import { ConfirmDialog } from "../ui/confirm-dialog.tsx";
import { useSay } from "../ui/say.tsx";
import { NotificationRows } from "./notification-rows.tsx";

const useStyles = makeStyles({ form: { display: "flex", flexDirection: "column", gap: tokens.spacingVerticalL } });

/** This computer's own settings, which only the window on it has: how it starts, and what it tells outside the window. */
export function DesktopSection({ settings, workstation }: { settings: SettingsView; workstation: WorkstationView }) {
  const { t } = useTranslation("settings");
  const styles = useStyles();
  return (
    <div className={styles.form}>
      <SettingGroup title={t("desktop.start.title")} intro={workstation.attached ? t("desktop.attached") : undefined}>
        {workstation.startAtLogin !== null && <StartAtLogin on={workstation.startAtLogin} />}
        {workstation.startAtBoot !== null && <StartAtBoot on={workstation.startAtBoot} />}
        {workstation.startAtLogin === null && workstation.startAtBoot === null && (
          <SettingRow title={t("desktop.start.none")} layout="fact">
            {() => null}
          </SettingRow>
        )}
      </SettingGroup>
      <NotificationRows settings={settings} supported={workstation.notifications} />
    </div>
  );
}

/** What this computer says of itself; null in a browser, where there is no such section. */
export function useWorkstation(): WorkstationView | null {
  const trpc = useTRPC();
  return useQuery(trpc.workstation.view.queryOptions()).data ?? null;
}

function useTakeWorkstation() {
  const { t } = useTranslation("settings");
  const say = useSay();
  const trpc = useTRPC();
  const queries = useQueryClient();
  return {
    onSuccess(next: WorkstationView) {
      queries.setQueryData(trpc.workstation.view.queryKey(), next);
      say.done(t("desktop.saved"));
    },
    onError: (error: unknown) => say.failed(refusalOf(error)?.message ?? t("noAnswer")),
  };
}

function StartAtLogin({ on }: { on: boolean }) {
  const { t } = useTranslation("settings");
  const trpc = useTRPC();
  const save = useMutation(trpc.workstation.startAtLogin.mutationOptions(useTakeWorkstation()));
  return (
    <SettingRow title={t("desktop.start.login.title")} help={t("desktop.start.login.help")} layout="small">
      {({ labelId: _, ...aria }) => (
        <Switch
          {...aria}
          checked={on}
          disabled={save.isPending}
          onChange={(_change, { checked }) => save.mutate({ on: checked })}
        />
      )}
    </SettingRow>
  );
}

/** Asked twice: here with what it means, and by Windows for an administrator. */
function StartAtBoot({ on }: { on: boolean }) {
  const { t } = useTranslation("settings");
  const trpc = useTRPC();
  const [asking, setAsking] = useState(false);
  const save = useMutation(trpc.workstation.startAtBoot.mutationOptions(useTakeWorkstation()));
  const way = on ? "off" : "on";
  return (
    <SettingRow
      title={t("desktop.start.boot.title")}
      help={t(save.isPending ? "desktop.start.boot.waiting" : "desktop.start.boot.help")}
      layout="small"
    >
      {({ labelId: _, ...aria }) => (
        <>
          <Switch {...aria} checked={on} disabled={save.isPending} onChange={() => setAsking(true)} />
          <ConfirmDialog
            open={asking}
            title={t(`desktop.start.boot.${way}.title`)}
            text={t(`desktop.start.boot.${way}.text`)}
            confirm={t(`desktop.start.boot.${way}.confirm`)}
            onConfirm={() => save.mutate({ on: !on })}
            onClose={() => setAsking(false)}
          />
        </>
      )}
    </SettingRow>
  );
}
