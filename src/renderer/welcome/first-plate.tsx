import { Button, makeStyles, tokens } from "@fluentui/react-components";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { useLive } from "../app/live-context.tsx";
import { eventWords } from "../feed/row-words.ts";
import { type FeedRow, rowsOf } from "../feed/rows.ts";
import { Thumb } from "../feed/thumb.tsx";
import { useTestPlate } from "../feed/use-test-plate.ts";
import { Plate } from "../ui/plate.tsx";
import { StateShape } from "../ui/state-shape.tsx";
import { TextLink } from "../ui/text-link.tsx";
import { useFormats } from "../ui/use-formats.ts";

const useStyles = makeStyles({
  card: {
    display: "flex",
    flexDirection: "column",
    gap: tokens.spacingVerticalS,
    padding: tokens.spacingHorizontalL,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusLarge,
    minHeight: "184px",
    boxSizing: "border-box",
  },
  state: {
    display: "flex",
    gap: tokens.spacingHorizontalS,
    margin: 0,
    fontSize: "inherit",
    fontWeight: tokens.fontWeightSemibold,
  },
  shape: { marginTop: "2px" },
  text: { margin: 0, color: tokens.colorNeutralForeground2, overflowWrap: "anywhere" },
  actions: { display: "flex", flexWrap: "wrap", alignItems: "center", gap: tokens.spacingHorizontalM, marginTop: "auto" },
  scene: { width: "100%" },
});

/** Waits for the first webhook, and shows it when it comes: nobody has to press anything. */
export function FirstPlate() {
  const { t } = useTranslation("welcome");
  const styles = useStyles();
  const test = useTestPlate();
  const events = useLive((snapshot) => snapshot.feed.events);
  const loaded = useLive((snapshot) => snapshot.loaded);
  const [row] = useMemo(() => rowsOf(events.slice(0, 1)), [events]);
  // Whoever comes back later has webhooks already: what they see then is not the first.
  const [waited, setWaited] = useState(false);
  if (loaded && row === undefined && !waited) setWaited(true);
  return (
    <section className={styles.card} aria-label={t("first.title")} data-testid="first-plate">
      <div role="status">
        <h2 className={styles.state}>
          <StateShape state={row === undefined ? "waiting" : "ok"} className={styles.shape} />
          {t(row === undefined ? "first.waiting" : waited ? "first.here" : "first.arrive")}
        </h2>
      </div>
      {row === undefined ? <p className={styles.text}>{t("first.waitingText")}</p> : <Came row={row} />}
      <div className={styles.actions}>
        <Button disabledFocusable={test.sending} onClick={test.send}>
          {t("first.test")}
        </Button>
        {row === undefined ? (
          <TextLink href="/doctor">{t("first.stuck")}</TextLink>
        ) : (
          <TextLink href={`/event/${row.event.id}${row.read === null ? "" : `?read=${row.read.id}`}`}>{t("first.open")}</TextLink>
        )}
      </div>
    </section>
  );
}

/** The scene, the plate, and where and when; or what came instead of a plate, in words. */
function Came({ row }: { row: FeedRow }) {
  const { t } = useTranslation("welcome");
  const { t: feed } = useTranslation("feed");
  const styles = useStyles();
  const formats = useFormats();
  const { event, read, scene } = row;
  const words = read === null ? eventWords(feed, event) : null;
  return (
    <>
      {(scene !== null || read !== null) && (
        <Thumb key={event.id} scene={scene} box={read?.plateBox ?? null} className={styles.scene} />
      )}
      <div>{words === null ? <Plate plate={read?.plate ?? null} size="large" /> : words.title}</div>
      {words?.text && <p className={styles.text}>{words.text}</p>}
      <p className={styles.text}>
        {t("first.at", {
          camera: event.camera === "" ? feed("noCamera") : event.camera,
          time: formats.time(event.receivedAt, Date.now()),
        })}
      </p>
    </>
  );
}
