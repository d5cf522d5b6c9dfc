import { MessageBar, MessageBarBody, makeStyles, Switch, tokens } from "@fluentui/react-components";
import { useMutation } from "@tanstack/react-query";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import type { SettingsView } from "../../main/console/backend.ts";
import { useStatus } from "../app/live-context.tsx";
import { useRecorded } from "../app/recorded.ts";
import { useTRPC } from "../app/trpc.ts";
import { SaveBar } from "../form/save-bar.tsx";
import { SettingGroup, SettingRow } from "../form/setting-row.tsx";
import { useSection } from "../form/use-section.ts";
import { CopyField } from "../ui/copy-field.tsx";
import { TextRow } from "../ui/text-row.tsx";
import { receiverInputs, receiverOf, receiverStateOf } from "./receiver-form.ts";
import { TlsRows } from "./tls-rows.tsx";
import { useTakeSettings } from "./use-save-settings.ts";

const useStyles = makeStyles({
  section: { display: "flex", flexDirection: "column", gap: tokens.spacingVerticalL },
  form: { display: "flex", flexDirection: "column", gap: tokens.spacingVerticalL },
  addresses: { display: "flex", flexDirection: "column", gap: tokens.spacingVerticalXS },
});

/** Where webhooks are received, what is asked of their senders, and how large they may be. */
export function ReceiverSection({ settings, onDirty }: { settings: SettingsView; onDirty: (dirty: boolean) => void }) {
  const { t } = useTranslation("settings");
  const recorded = useRecorded();
  const styles = useStyles();
  const trpc = useTRPC();
  const take = useTakeSettings();
  const receiver = useStatus()?.receiver;
  const { mutateAsync } = useMutation(trpc.saveReceiver.mutationOptions({ onSuccess: take }));
  const section = useSection({
    stored: receiverStateOf(settings.receiver),
    read(state) {
      const { draft, problems } = receiverOf(state);
      const words = Object.entries(problems).map(([input, problem]) => [input, t(`receiver.problem.${problem}`)]);
      return { value: draft, problems: Object.fromEntries(words) };
    },
    send: mutateAsync,
    inputs: receiverInputs,
    prefix: "receiver",
  });
  const { state, change, left, problems, dirty } = section;
  useEffect(() => onDirty(dirty), [dirty, onDirty]);
  const locked = state.requireToken && !settings.receiver.sources.some((source) => source.enabled && source.hasToken);

  return (
    <div className={styles.section}>
      {receiver !== undefined && receiver.problem !== null && (
        <MessageBar intent="error" layout="multiline">
          <MessageBarBody>{recorded(receiver.problem)}</MessageBarBody>
        </MessageBar>
      )}
      <SettingGroup title={t("receiver.addresses.title")} intro={t("receiver.addresses.intro")} bare>
        <div className={styles.addresses}>
          {receiver === undefined || receiver.urls.length === 0
            ? t("receiver.addresses.none")
            : receiver.urls.map((url) => <CopyField key={url} text={url} label={t("receiver.addresses.label", { url })} />)}
        </div>
      </SettingGroup>
      <form {...section.form} className={styles.form}>
        <SettingGroup title={t("receiver.listener.title")} intro={t("receiver.restarts")}>
          <TextRow
            title={t("receiver.port.title")}
            help={t("receiver.port.help")}
            value={state.port}
            short
            required
            problem={problems.port}
            onChange={(port) => change({ port })}
            onLeave={left}
          />
          <TextRow
            title={t("receiver.host.title")}
            help={t("receiver.host.help")}
            value={state.host}
            required
            problem={problems.host}
            onChange={(host) => change({ host })}
            onLeave={left}
          />
          <SettingRow
            title={t("receiver.requireToken.title")}
            help={t(locked ? "receiver.requireToken.locked" : "receiver.requireToken.help")}
            problem={problems.requireToken}
            layout="small"
          >
            {({ labelId: _, ...aria }) => (
              <Switch
                {...aria}
                checked={state.requireToken}
                onChange={(_change, data) => change({ requireToken: data.checked })}
              />
            )}
          </SettingRow>
        </SettingGroup>
        <SettingGroup title={t("receiver.limits.title")}>
          <TextRow
            title={t("receiver.maxBody.title")}
            help={t("receiver.maxBody.help")}
            value={state.maxBody}
            unit="MB"
            required
            problem={problems.maxBodyBytes}
            onChange={(maxBody) => change({ maxBody })}
            onLeave={left}
          />
          <TextRow
            title={t("receiver.maxJson.title")}
            help={t("receiver.maxJson.help")}
            value={state.maxJson}
            unit="MB"
            required
            problem={problems.maxJsonBytes}
            onChange={(maxJson) => change({ maxJson })}
            onLeave={left}
          />
        </SettingGroup>
        <SettingGroup title={t("receiver.tls.title")}>
          <TlsRows state={state} problems={problems} onChange={change} onLeave={left} />
        </SettingGroup>
        <SaveBar dirty={dirty} outcome={section.outcome} save={t("receiver.save")} onDiscard={section.discard} />
      </form>
    </div>
  );
}
