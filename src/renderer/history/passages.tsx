import { makeStyles, Subtitle2, Text, tokens } from "@fluentui/react-components";
import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useTRPC } from "../app/trpc.ts";
import { LoadProblem } from "../ui/load-problem.tsx";
import { TextLink } from "../ui/text-link.tsx";
import { Time } from "../ui/time.tsx";
import { useFormats } from "../ui/use-formats.ts";
import { Waiting } from "../ui/waiting.tsx";
import { Columns, NamedBars } from "./bars.tsx";
import { byCamera, byDay, byHour } from "./passages-model.ts";

const useStyles = makeStyles({
  root: { display: "flex", flexDirection: "column", gap: tokens.spacingVerticalL, minWidth: 0 },
  part: { display: "flex", flexDirection: "column", gap: tokens.spacingVerticalS, minWidth: 0 },
  heading: { margin: 0, fontSize: tokens.fontSizeBase300 },
  facts: { display: "grid", gridTemplateColumns: "auto 1fr", gap: "2px 12px", margin: 0, "& dd": { margin: 0 } },
  quiet: { color: tokens.colorNeutralForeground3 },
  list: { display: "flex", flexDirection: "column", gap: "2px", margin: 0, padding: 0, listStyle: "none" },
  one: { display: "flex", flexWrap: "wrap", gap: tokens.spacingHorizontalS, alignItems: "baseline" },
});

const asked = 5_000;
const shownDays = 30;
const shownReads = 12;

/** Every time a plate was read: how often, first and last, where, at what hours and on which days. */
export function Passages({ plate, readId, search }: { plate: string; readId: number; search: string }) {
  const { t } = useTranslation("history");
  const formats = useFormats();
  const styles = useStyles();
  const trpc = useTRPC();
  const { data, error, refetch, isPending } = useQuery(trpc.plateHistory.queryOptions({ plate, limit: asked }));
  const bars = useMemo(() => {
    const { passages = [] } = data ?? {};
    return { cameras: byCamera(passages), hours: byHour(passages), days: byDay(passages, shownDays) };
  }, [data]);
  if (error !== null) return <LoadProblem error={error} onRetry={() => void refetch()} />;
  if (isPending) return <Waiting size="tiny" label={t("passages.loading")} delay={300} />;
  const { reads, firstAt, passages } = data;
  const [newest] = passages;
  const camera = (name: string) => (name === "" ? t("passages.noCamera") : name);
  const hour = (key: number) => `${String(key).padStart(2, "0")}:00`;
  const [firstDay, lastDay] = [bars.days[0], bars.days.at(-1)];
  return (
    <section className={styles.root} aria-label={t("passages.title")} data-testid="passages">
      <div className={styles.part}>
        <Subtitle2 as="h2" className={styles.heading}>
          {t("passages.title")}
        </Subtitle2>
        <Text weight="semibold">{t("passages.count", { count: reads, number: formats.number(reads) })}</Text>
        {firstAt !== null && newest !== undefined && (
          <dl className={styles.facts}>
            <dt className={styles.quiet}>{t("passages.first")}</dt>
            <dd>{formats.full(firstAt)}</dd>
            <dt className={styles.quiet}>{t("passages.last")}</dt>
            <dd>{formats.full(newest.receivedAt)}</dd>
          </dl>
        )}
        {reads > passages.length && (
          <Text className={styles.quiet}>{t("passages.newestOnly", { number: formats.number(passages.length) })}</Text>
        )}
      </div>
      <div className={styles.part}>
        <Subtitle2 as="h3" className={styles.heading}>
          {t("passages.byCamera")}
        </Subtitle2>
        <NamedBars label={t("passages.byCamera")} bars={bars.cameras} nameOf={camera} />
      </div>
      <div className={styles.part}>
        <Subtitle2 as="h3" className={styles.heading}>
          {t("passages.byHour")}
        </Subtitle2>
        <Columns
          label={t("passages.byHour")}
          bars={bars.hours}
          nameOf={hour}
          scale={[hour(0), hour(6), hour(12), hour(18), hour(23)]}
        />
      </div>
      {firstDay !== undefined && lastDay !== undefined && (
        <div className={styles.part}>
          <Subtitle2 as="h3" className={styles.heading}>
            {t("passages.byDay")}
          </Subtitle2>
          <Columns
            label={t("passages.byDay")}
            bars={bars.days}
            nameOf={formats.day}
            scale={[formats.shortDay(firstDay.key), formats.shortDay(lastDay.key)]}
          />
        </div>
      )}
      <div className={styles.part}>
        <Subtitle2 as="h3" className={styles.heading}>
          {t("passages.list")}
        </Subtitle2>
        <ol className={styles.list}>
          {passages.slice(0, shownReads).map((passage) => (
            <li key={passage.readId} className={styles.one}>
              {passage.readId === readId ? (
                <Time at={passage.receivedAt} />
              ) : (
                <TextLink href={`/read/${passage.readId}${search === "" ? "" : `?${search}`}`}>
                  <Time at={passage.receivedAt} />
                </TextLink>
              )}
              <span>{camera(passage.camera)}</span>
              {passage.readId === readId && <span className={styles.quiet}>({t("passages.here")})</span>}
            </li>
          ))}
        </ol>
        {reads > shownReads && (
          <TextLink href={`/history?${new URLSearchParams({ plate, whole: "1" })}`}>{t("passages.all")}</TextLink>
        )}
      </div>
    </section>
  );
}
