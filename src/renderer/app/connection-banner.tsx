import { MessageBar, MessageBarBody, makeStyles, tokens } from "@fluentui/react-components";
import { useTranslation } from "react-i18next";
import { useFormats } from "../ui/use-formats.ts";
import { BusyMark } from "../ui/waiting.tsx";
import { useLive } from "./live-context.tsx";

const useStyles = makeStyles({
  bar: { padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalM} 0` },
});

/** Says that the core does not answer, since when, and that what is shown is from before. */
export function ConnectionBanner() {
  const { t } = useTranslation("app");
  const formats = useFormats();
  const styles = useStyles();
  const connection = useLive((snapshot) => snapshot.connection);
  if (connection.state !== "lost" || connection.since === null) return null;
  return (
    <div className={styles.bar} role="alert" data-testid="connection-banner">
      <MessageBar intent="warning" layout="multiline" icon={<BusyMark size="extra-tiny" />}>
        <MessageBarBody>{t("connection.lost", { time: formats.minute(connection.since, Date.now()) })}</MessageBarBody>
      </MessageBar>
    </div>
  );
}
