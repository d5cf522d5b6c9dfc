import { Button, makeStyles, mergeClasses, tokens } from "@fluentui/react-components";
import { ArrowUp16Filled } from "@fluentui/react-icons";
import { useCallback, useDeferredValue, useEffect, useMemo, useRef } from "react";
import { useTranslation } from "react-i18next";
import { useLocation, useSearch } from "wouter";
import { useLive, useLiveStore } from "../app/live-context.tsx";
import { Page } from "../ui/page.tsx";
import { useFormats } from "../ui/use-formats.ts";
import { useMedia } from "../ui/use-media.ts";
import { Waiting } from "../ui/waiting.tsx";
import { wallAddress } from "../wall/address.ts";
import { fillScreen } from "../wall/full-screen.ts";
import { Announcer } from "./announcer.tsx";
import { EventPanel } from "./detail/panel.tsx";
import { FeedEmpty } from "./empty.tsx";
import { FeedList } from "./list.tsx";
import { usePausing } from "./pausing.ts";
import { type FeedRow, rowKey, rowsOf } from "./rows.ts";
import { FeedToolbar } from "./toolbar.tsx";
import { useFeedKeys } from "./use-feed-keys.ts";

const useStyles = makeStyles({
  halves: { display: "flex", height: "100%", minHeight: 0 },
  left: { position: "relative", flex: 1, minWidth: 0 },
  hidden: { display: "none" },
  panel: {
    flexShrink: 0,
    width: "420px",
    borderLeft: `1px solid ${tokens.colorNeutralStroke2}`,
    minHeight: 0,
  },
  whole: { width: "100%", borderLeftStyle: "none" },
  pill: {
    position: "absolute",
    top: tokens.spacingVerticalS,
    left: "50%",
    transform: "translateX(-50%)",
    zIndex: 1,
    boxShadow: tokens.shadow8,
  },
  wait: { paddingTop: tokens.spacingVerticalXXXL },
});

/** Live: the feed, and beside it (or instead of it, in a narrow window) the event that the address names. */
export function FeedPage({ eventId }: { eventId: number | null }) {
  const { t } = useTranslation("feed");
  const styles = useStyles();
  const formats = useFormats();
  const store = useLiveStore();
  const [, navigate] = useLocation();
  const search = useSearch();
  const narrow = useMedia("(max-width: 900px)");
  const newestFeed = useLive((snapshot) => snapshot.feed);
  // Rows are drawn between frames and not in one go: twenty a second must not keep scrolling and typing waiting.
  const feed = useDeferredValue(newestFeed);
  const loaded = useLive((snapshot) => snapshot.loaded);
  const loadingOlder = useLive((snapshot) => snapshot.loadingOlder);
  const camera = useLive((snapshot) => snapshot.camera);
  const pausing = usePausing();
  const scroller = useRef<HTMLDivElement>(null);
  const rows = useMemo(() => rowsOf(feed.events), [feed.events]);

  const readId = useMemo(() => Number(new URLSearchParams(search).get("read")) || null, [search]);
  const selectedKey = useMemo(() => {
    if (eventId === null) return null;
    const named = rowKey(eventId, readId);
    return rows.find((row) => row.key === named || (readId === null && row.event.id === eventId))?.key ?? named;
  }, [rows, eventId, readId]);

  const { set: setPause, goOn } = pausing;
  useEffect(() => setPause("selected", eventId !== null), [setPause, eventId]);

  const open = useCallback(
    (row: FeedRow) => navigate(`/event/${row.event.id}${row.read === null ? "" : `?read=${row.read.id}`}`),
    [navigate],
  );
  const returns = useRef(false);
  const close = useCallback(() => {
    returns.current = true;
    navigate("/");
  }, [navigate]);
  // Only now: in a narrow window the feed was not there while the event was.
  useEffect(() => {
    if (eventId !== null || !returns.current) return;
    returns.current = false;
    scroller.current?.focus();
  }, [eventId]);
  const newest = useCallback(() => {
    scroller.current?.scrollTo({ top: 0 });
    goOn();
  }, [goOn]);
  const wall = useCallback(() => {
    fillScreen();
    navigate(wallAddress(camera === null ? [] : [camera]));
  }, [navigate, camera]);
  useFeedKeys({
    scroller,
    opened: eventId !== null,
    close,
    pause: pausing.paused ? newest : () => setPause("by hand", true),
    wall,
  });
  const scrolled = useCallback((away: boolean) => setPause("scrolled", away), [setPause]);

  // By the newest feed as well: the rows that are drawn come a moment after `loaded`.
  const empty = loaded && rows.length === 0 && newestFeed.events.length === 0;
  return (
    <Page
      title={t("title")}
      scrolls={false}
      actions={
        <FeedToolbar
          camera={camera}
          onCamera={store.setCamera}
          paused={pausing.paused}
          onPause={() => setPause("by hand", true)}
          onGoOn={newest}
          onWall={wall}
        />
      }
    >
      <div className={styles.halves}>
        <div className={mergeClasses(styles.left, narrow && eventId !== null && styles.hidden)}>
          {!loaded && rows.length === 0 && <Waiting className={styles.wait} label={t("loading")} delay={400} />}
          {empty && <FeedEmpty camera={camera} onAllCameras={() => store.setCamera(null)} />}
          {rows.length > 0 && (
            <FeedList
              rows={rows}
              scroller={scroller}
              selectedKey={selectedKey}
              freshFrom={feed.freshFrom}
              loadingOlder={loadingOlder}
              complete={feed.complete}
              end={t("end")}
              onOpen={open}
              onClose={close}
              onNewest={newest}
              onScrolled={scrolled}
              onNeedOlder={store.loadOlder}
            />
          )}
          {feed.heldRows > 0 && (
            <Button
              className={styles.pill}
              appearance="primary"
              shape="circular"
              size="small"
              icon={<ArrowUp16Filled />}
              onClick={newest}
              data-testid="new-rows"
            >
              {t("new", { count: feed.heldRows, number: formats.number(feed.heldRows) })}
            </Button>
          )}
          <Announcer rows={rows} />
        </div>
        {eventId !== null && (
          <div className={mergeClasses(styles.panel, narrow && styles.whole)}>
            <EventPanel key={eventId} eventId={eventId} readId={readId} whole={narrow} onClose={close} />
          </div>
        )}
      </div>
    </Page>
  );
}
