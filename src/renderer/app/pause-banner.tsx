import { Button, MessageBar, MessageBarActions, MessageBarBody, makeStyles, tokens } from "@fluentui/react-components";
import { Pause20Regular, Play20Regular } from "@fluentui/react-icons";
import { useTranslation } from "react-i18next";
import { useFormats } from "../ui/use-formats.ts";
import { useStatus } from "./live-context.tsx";
import { useDeliveriesPause } from "./use-deliveries-pause.ts";

const useStyles = makeStyles({
  bar: { padding: `0 ${tokens.spacingHorizontalM} ${tokens.spacingVerticalS}` },
});

/** Says on every page that all deliveries are paused, until when, how much waits; and resumes them. Calm: somebody wanted it. */
export function PauseBanner() {
  const { t } = useTranslation("app");
  const formats = useFormats();
  const styles = useStyles();
  const status = useStatus();
  const { resume } = useDeliveriesPause();
  if (!status?.deliveriesPaused) return null;
  const { since, until } = status.deliveriesPaused;
  const waiting = status.destinations.reduce((sum, destination) => sum + destination.waiting, 0);
  const time = formats.minute(until ?? since, Date.now());
  return (
    <div className={styles.bar} role="status" data-testid="pause-banner">
      <MessageBar intent="info" layout="multiline" icon={<Pause20Regular />}>
        <MessageBarBody>
          {t(until === null ? "pause.held" : "pause.heldUntil", { time })}{" "}
          {t("pause.waiting", { count: waiting, number: formats.number(waiting) })}
        </MessageBarBody>
        <MessageBarActions>
          <Button size="small" icon={<Play20Regular />} disabledFocusable={resume.isPending} onClick={() => resume.mutate()}>
            {t("pause.resume")}
          </Button>
        </MessageBarActions>
      </MessageBar>
    </div>
  );
}
