import { makeStyles, Subtitle2, tokens } from "@fluentui/react-components";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { EventDetail } from "../../../shared/feed.ts";
import type { PlateRead } from "../../../shared/plate-read.ts";
import { useListsById } from "../../app/use-lists.ts";
import { ListBadge } from "../../ui/list-badge.tsx";
import { Plate } from "../../ui/plate.tsx";
import { TextLink } from "../../ui/text-link.tsx";
import { Time } from "../../ui/time.tsx";
import { PlateCrop } from "../plate-crop.tsx";
import { eventWords } from "../row-words.ts";
import { hasPlateCrop, momentOf, sceneOf, senderOf } from "../rows.ts";
import { vehicleWords } from "../vehicle-words.ts";
import { EventDeliveries } from "./deliveries.tsx";
import { EventFields, ReadFields } from "./fields.tsx";
import { PlateActs } from "./plate-acts.tsx";
import { RawBody } from "./raw.tsx";
import { Scene } from "./scene.tsx";

const useStyles = makeStyles({
  root: {
    display: "flex",
    flexDirection: "column",
    gap: tokens.spacingVerticalL,
    maxWidth: "960px",
    paddingTop: tokens.spacingVerticalXS,
  },
  top: { display: "flex", flexDirection: "column", gap: tokens.spacingVerticalS },
  plate: { display: "flex", alignItems: "center", gap: tokens.spacingHorizontalM, flexWrap: "wrap" },
  crop: { height: "44px", maxWidth: "180px" },
  when: { color: tokens.colorNeutralForeground2, overflowWrap: "anywhere" },
  hit: { display: "flex", flexWrap: "wrap", alignItems: "center", gap: tokens.spacingHorizontalS, minWidth: 0 },
  links: { display: "flex", flexWrap: "wrap", columnGap: tokens.spacingHorizontalL },
  part: { display: "flex", flexDirection: "column", gap: tokens.spacingVerticalS },
  heading: { margin: 0, fontSize: tokens.fontSizeBase300 },
});

/** The content of an event's panel: picture, plate, deliveries, fields, raw body. */
export function EventContent({
  detail,
  readId,
  page = false,
}: {
  detail: EventDetail;
  readId: number | null;
  /** It is on the read's own page already. */
  page?: boolean;
}) {
  const { t } = useTranslation("feed");
  const { t: ui } = useTranslation("ui");
  const styles = useStyles();
  const lists = useListsById();
  const { event, reads } = detail;
  const read = reads.find(({ id }) => id === readId) ?? reads[0] ?? null;
  const sender = senderOf(event) ?? t("unknownSender");
  const deliveries = detail.deliveries.filter(
    (delivery) => read === null || delivery.readId === null || delivery.readId === read.id,
  );
  const hasScene = sceneOf(event) !== null || read !== null;
  return (
    <div className={styles.root}>
      {hasScene && (
        <Scene
          image={sceneOf(event)}
          reads={read === null ? reads : [read]}
          title={t("scene.title", { plate: read?.plate?.toUpperCase() ?? ui("noPlate"), camera: sender })}
        />
      )}
      <div className={styles.top}>
        {read === null ? <span>{eventWords(t, event).title}</span> : <PlateLine detail={detail} read={read} />}
        <span className={styles.when}>
          <Time at={momentOf({ event, read })} /> · {sender}
          {reads.length > 1 && read !== null && ` · ${t("panel.ofSeveral", { number: read.index + 1, count: reads.length })}`}
        </span>
        {read !== null && <span>{vehicleWords(read)}</span>}
        {read !== null && <PlateActs plate={read.plate} readId={read.id} page={page} />}
        {detail.hits
          .filter((hit) => hit.readId === read?.id)
          .map((hit) => (
            <div key={hit.listId} className={styles.hit}>
              <ListBadge color={lists.get(hit.listId)?.color ?? "none"} list={hit.listName} entry={hit.name} />
              {hit.note !== "" && <span className={styles.when}>{hit.note}</span>}
            </div>
          ))}
      </div>
      {/* A webhook without reads goes nowhere by design; a read that goes nowhere deserves a word. */}
      {(reads.length > 0 || deliveries.length > 0) && (
        <Part title={t("panel.deliveries")}>
          <EventDeliveries deliveries={deliveries} />
        </Part>
      )}
      {read !== null && (
        <Part title={t("panel.vehicle")}>
          <ReadFields read={read} />
        </Part>
      )}
      <Part title={t("panel.origin")}>
        <EventFields event={event} />
      </Part>
      <RawBody raw={detail.rawJson} />
      <div className={styles.links}>
        <TextLink href={`/inspector/${event.id}`}>{t("panel.inspect")}</TextLink>
        {read !== null && <TextLink href={`/evidence/${read.id}`}>{t("panel.evidence")}</TextLink>}
      </div>
    </div>
  );
}

function PlateLine({ detail, read }: { detail: EventDetail; read: PlateRead }) {
  const { t } = useTranslation("feed");
  const styles = useStyles();
  return (
    <div className={styles.plate}>
      <Plate plate={read.plate} size="large" />
      {hasPlateCrop(detail.event, read) && <PlateCrop readId={read.id} alt={t("scene.crop")} className={styles.crop} />}
    </div>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  const styles = useStyles();
  return (
    <section className={styles.part}>
      <Subtitle2 as="h3" className={styles.heading}>
        {title}
      </Subtitle2>
      {children}
    </section>
  );
}
