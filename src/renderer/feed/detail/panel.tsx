import { Button, MessageBar, MessageBarBody, makeStyles, Subtitle2, tokens } from "@fluentui/react-components";
import { ArrowLeft20Regular, Dismiss20Regular } from "@fluentui/react-icons";
import { useTranslation } from "react-i18next";
import { EmptyState } from "../../ui/empty-state.tsx";
import { LoadProblem } from "../../ui/load-problem.tsx";
import { TextLink } from "../../ui/text-link.tsx";
import { Waiting } from "../../ui/waiting.tsx";
import { EventContent } from "./content.tsx";
import { useEventDetail } from "./use-event-detail.ts";

const useStyles = makeStyles({
  root: { height: "100%", display: "flex", flexDirection: "column", minHeight: 0 },
  head: {
    flexShrink: 0,
    display: "flex",
    alignItems: "center",
    gap: tokens.spacingHorizontalS,
    minHeight: "40px",
    padding: `0 ${tokens.spacingHorizontalS} 0 ${tokens.spacingHorizontalL}`,
  },
  back: { marginLeft: `calc(-1 * ${tokens.spacingHorizontalM})` },
  title: { margin: 0, marginRight: "auto" },
  body: { flex: 1, minHeight: 0, overflowY: "auto", padding: `0 ${tokens.spacingHorizontalL} ${tokens.spacingVerticalL}` },
});

/** One event beside the feed (or as a page of its own). */
export function EventPanel({
  eventId,
  readId,
  whole,
  onClose,
}: {
  eventId: number;
  readId: number | null;
  /** Fills the page: then it closes by going back. */
  whole: boolean;
  onClose: () => void;
}) {
  const { t } = useTranslation("feed");
  const styles = useStyles();
  const { data, error, refetch, isPending } = useEventDetail(eventId);
  return (
    <aside
      className={styles.root}
      aria-label={t("panel.label")}
      data-testid="event-panel"
      onKeyDown={(pressed) => {
        if (pressed.key === "Escape" && !pressed.defaultPrevented) onClose();
      }}
    >
      <div className={styles.head}>
        {whole && (
          <Button
            className={styles.back}
            appearance="subtle"
            icon={<ArrowLeft20Regular />}
            aria-label={t("panel.back")}
            onClick={onClose}
          />
        )}
        <Subtitle2 as="h2" className={styles.title}>
          {data?.event.kind === undefined || data.event.kind === "recognition" ? t("panel.read") : t("panel.webhook")}
        </Subtitle2>
        {!whole && <Button appearance="subtle" icon={<Dismiss20Regular />} aria-label={t("panel.close")} onClick={onClose} />}
      </div>
      <div className={styles.body}>
        {error !== null && <LoadProblem error={error} onRetry={() => void refetch()} />}
        {isPending && <Waiting label={t("panel.loading")} delay={300} />}
        {data === null && (
          <EmptyState
            title={t("panel.goneTitle")}
            text={t("panel.goneText")}
            actions={<TextLink href="/history">{t("panel.find")}</TextLink>}
          />
        )}
        {data?.event.reason !== null && data?.event.reason !== undefined && (
          <MessageBar intent="warning" layout="multiline">
            <MessageBarBody>{t("panel.quarantined", { reason: data.event.reason })}</MessageBarBody>
          </MessageBar>
        )}
        {data !== undefined && data !== null && <EventContent detail={data} readId={readId} />}
      </div>
    </aside>
  );
}
