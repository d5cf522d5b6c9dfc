import { makeStyles, tokens } from "@fluentui/react-components";
import { useTranslation } from "react-i18next";
import { useStatus } from "../app/live-context.tsx";
import { SettingGroup } from "../form/setting-row.tsx";
import { StateShape } from "../ui/state-shape.tsx";
import { useFormats } from "../ui/use-formats.ts";

const useStyles = makeStyles({
  list: { margin: 0, padding: 0, listStyleType: "none" },
  entry: {
    display: "flex",
    gap: tokens.spacingHorizontalS,
    padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalL}`,
    overflowWrap: "anywhere",
    ":not(:first-child)": { borderTop: `1px solid ${tokens.colorNeutralStroke2}` },
  },
  shape: { marginTop: "2px" },
});

/** Senders that were turned away: usually a camera server whose token was mistyped. Nothing where there are none. */
export function RefusalsList({ requireToken }: { requireToken: boolean }) {
  const { t } = useTranslation("settings");
  const styles = useStyles();
  const formats = useFormats();
  const refusals = useStatus()?.receiver.refusals ?? [];
  if (refusals.length === 0) return null;
  const latestFirst = [...refusals].sort((a, b) => b.lastAt - a.lastAt);
  return (
    <SettingGroup title={t("refusals.title")} intro={t(requireToken ? "refusals.introRequired" : "refusals.introOptional")}>
      <ul className={styles.list}>
        {latestFirst.map(({ address, count, lastAt }) => (
          <li key={address} className={styles.entry}>
            <StateShape state="warning" className={styles.shape} />
            <span title={formats.full(lastAt)}>
              {t("refusals.one", { address, count, number: formats.number(count), time: formats.minute(lastAt, Date.now()) })}
            </span>
          </li>
        ))}
      </ul>
    </SettingGroup>
  );
}
