import { Button, makeStyles, Switch, Tooltip, tokens } from "@fluentui/react-components";
import { Delete20Regular, Edit20Regular } from "@fluentui/react-icons";
import { useTranslation } from "react-i18next";
import type { InboxView } from "../../shared/inbox.ts";
import type { InboxStateName } from "../../shared/status.ts";
import { useStatus } from "../app/live-context.tsx";
import { useStatusWords } from "../app/status-words.ts";
import { SettingGroup } from "../form/setting-row.tsx";
import { type ShapeName, StateShape } from "../ui/state-shape.tsx";
import { useFormats } from "../ui/use-formats.ts";

const useStyles = makeStyles({
  list: { margin: 0, padding: 0, listStyleType: "none" },
  entry: {
    display: "flex",
    alignItems: "flex-start",
    gap: tokens.spacingHorizontalS,
    padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalL}`,
    ":not(:first-child)": { borderTop: `1px solid ${tokens.colorNeutralStroke2}` },
  },
  shape: { marginTop: "2px" },
  words: { flex: 1, minWidth: 0, overflowWrap: "anywhere" },
  name: { fontWeight: tokens.fontWeightSemibold },
  state: { color: tokens.colorNeutralForeground2 },
  acts: { display: "flex", flexShrink: 0, alignItems: "center" },
});

const shapes: Record<InboxStateName, ShapeName> = {
  connecting: "starting",
  receiving: "listening",
  waiting: "retrying",
  stopped: "error",
  disabled: "disabled",
};

/** The inboxes, each with where it stands in words. */
export function InboxList({
  inboxes,
  onEdit,
  onRemove,
  onEnabled,
}: {
  inboxes: readonly InboxView[];
  onEdit: (inbox: InboxView) => void;
  onRemove: (inbox: InboxView) => void;
  onEnabled: (inbox: InboxView, enabled: boolean) => void;
}) {
  const { t } = useTranslation("settings");
  const styles = useStyles();
  const formats = useFormats();
  const words = useStatusWords();
  const statuses = useStatus()?.inboxes ?? [];
  return (
    <SettingGroup>
      <ul className={styles.list} aria-label={t("inboxes.title")}>
        {inboxes.map((inbox) => {
          const status = statuses.find((one) => one.id === inbox.id);
          const last = status?.lastReceivedAt ?? null;
          return (
            <li key={inbox.id} className={styles.entry}>
              <StateShape state={shapes[status?.state ?? "connecting"]} className={styles.shape} />
              <div className={styles.words}>
                <div className={styles.name}>{inbox.name}</div>
                <div className={styles.state}>
                  {status && words.inbox(status)}
                  {last !== null && ` ${t("inboxes.last", { time: formats.minute(last, Date.now()) })}`}
                </div>
              </div>
              <div className={styles.acts}>
                <Switch
                  aria-label={t("inboxes.enable", { name: inbox.name })}
                  checked={inbox.enabled}
                  onChange={(_, data) => onEnabled(inbox, data.checked)}
                />
                <Tooltip content={t("inboxes.edit", { name: inbox.name })} relationship="label" withArrow>
                  <Button appearance="subtle" size="small" icon={<Edit20Regular />} onClick={() => onEdit(inbox)} />
                </Tooltip>
                <Tooltip content={t("inboxes.remove.button", { name: inbox.name })} relationship="label" withArrow>
                  <Button appearance="subtle" size="small" icon={<Delete20Regular />} onClick={() => onRemove(inbox)} />
                </Tooltip>
              </div>
            </li>
          );
        })}
      </ul>
    </SettingGroup>
  );
}
