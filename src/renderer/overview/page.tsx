import { Dropdown, makeStyles, Option, Tab, TabList, tokens } from "@fluentui/react-components";
import { DataBarVerticalRegular } from "@fluentui/react-icons";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useLocation, useSearch } from "wouter";
import { EmptyState } from "../ui/empty-state.tsx";
import { LoadProblem } from "../ui/load-problem.tsx";
import { Page } from "../ui/page.tsx";
import { TextLink } from "../ui/text-link.tsx";
import { addressOf, choiceOf } from "./address.ts";
import { CameraSection } from "./camera-section.tsx";
import { DestinationsSection } from "./destinations-section.tsx";
import { DiskSection } from "./disk-section.tsx";
import { Headline } from "./headline.tsx";
import { dayEdges, hourEdges, midnight, ranges } from "./ranges.ts";
import { ReadsSection } from "./reads-section.tsx";
import { sumBetween, weekHours } from "./sums.ts";
import { useOverview } from "./use-overview.ts";
import { WeekSection } from "./week-section.tsx";

const useStyles = makeStyles({
  tabs: { marginRight: tokens.spacingHorizontalS },
  camera: { minWidth: "140px", maxWidth: "220px" },
  parts: { display: "flex", flexDirection: "column", gap: tokens.spacingVerticalM },
  // What is not known yet keeps its place.
  pair: {
    display: "grid",
    gridTemplateColumns: "minmax(0, 5fr) minmax(0, 7fr)",
    gap: tokens.spacingVerticalM,
    "@media (max-width: 900px)": { gridTemplateColumns: "minmax(0, 1fr)" },
  },
  note: { margin: 0, color: tokens.colorNeutralForeground2 },
});

const all = "\n";

/** What happened today, in a week or in a month: reads by hour and camera, the busiest hours, how destinations did, the disk. */
export function OverviewPage() {
  const { t } = useTranslation("overview");
  const styles = useStyles();
  const [, navigate] = useLocation();
  const { range, camera } = choiceOf(useSearch());
  const { overview, last, edges, now, error, refetch } = useOverview(range, camera);
  const show = (change: Partial<ReturnType<typeof choiceOf>>) =>
    navigate(addressOf({ range, camera, ...change }), { replace: true });
  const cameras = last?.cameras ?? [];
  const named = (one: string) => (one === "" ? t("cameras.unnamed") : one);

  const first = edges[0] ?? 0;
  const today = midnight(now);
  const hours = useMemo(() => hourEdges(range, today), [range, today]);
  const readEdges = useMemo(() => (range === "month" ? dayEdges(range, today) : hours), [range, today, hours]);
  const slots = overview?.slots;
  const sums = useMemo(() => (slots === undefined ? [] : sumBetween(slots, first, readEdges)), [slots, first, readEdges]);
  const perHour = useMemo(() => (slots === undefined ? [] : sumBetween(slots, first, hours)), [slots, first, hours]);
  const week = useMemo(() => weekHours(perHour, hours, now), [perHour, hours, now]);

  return (
    <Page
      title={t("title")}
      actions={
        <>
          <TabList
            className={styles.tabs}
            size="small"
            selectedValue={range}
            onTabSelect={(_, { value }) => show({ range: ranges.find((one) => one === value) ?? "today" })}
            aria-label={t("range.label")}
          >
            {ranges.map((one) => (
              <Tab key={one} value={one}>
                {t(`range.${one}`)}
              </Tab>
            ))}
          </TabList>
          <Dropdown
            size="small"
            className={styles.camera}
            aria-label={t("cameras.choose")}
            value={camera === null ? t("cameras.everyOne") : named(camera)}
            selectedOptions={[camera ?? all]}
            onOptionSelect={(_, { optionValue }) =>
              show({ camera: optionValue === undefined || optionValue === all ? null : optionValue })
            }
          >
            <Option value={all}>{t("cameras.everyOne")}</Option>
            {cameras.map((one) => (
              <Option key={one.camera} value={one.camera} text={named(one.camera)}>
                {named(one.camera)}
              </Option>
            ))}
          </Dropdown>
        </>
      }
    >
      {error !== null && last === undefined ? (
        <LoadProblem error={error} onRetry={() => void refetch()} />
      ) : last !== undefined && last.disk.events === 0 && last.cameras.length === 0 ? (
        <EmptyState
          icon={<DataBarVerticalRegular />}
          title={t("empty.title")}
          text={t("empty.text")}
          actions={<TextLink href="/welcome">{t("empty.next")}</TextLink>}
        />
      ) : (
        <div className={styles.parts}>
          {last?.incomplete === true && <p className={styles.note}>{t("incomplete")}</p>}
          <Headline
            sums={perHour}
            edges={hours}
            destinations={overview?.destinations ?? []}
            cameras={overview?.cameras.length ?? 0}
          />
          <ReadsSection range={range} edges={readEdges} sums={sums} />
          <div className={styles.pair}>
            <CameraSection cameras={cameras} chosen={camera} onChoose={(one) => show({ camera: one })} />
            <WeekSection week={week} />
          </div>
          <DestinationsSection range={range} edges={edges} destinations={overview?.destinations ?? last?.destinations ?? []} />
          {last !== undefined && <DiskSection disk={last.disk} now={now} />}
        </div>
      )}
    </Page>
  );
}
