import { Button, Dropdown, makeStyles, Option, Tab, TabList, tokens } from "@fluentui/react-components";
import { History16Regular } from "@fluentui/react-icons";
import { useTranslation } from "react-i18next";
import { useLocation, useSearch } from "wouter";
import { useStatus } from "../app/live-context.tsx";
import { PauseDeliveries } from "../app/pause-deliveries.tsx";
import { Page } from "../ui/page.tsx";
import { useFormats } from "../ui/use-formats.ts";
import { addressOf, type DeliveryFilter, filterOf, views } from "./filter.ts";
import { Ledger } from "./ledger.tsx";
import { DestinationLines } from "./lines.tsx";
import { DeliveryList } from "./list.tsx";
import { ReplayLines } from "./replay/replay-lines.tsx";

const useStyles = makeStyles({
  column: { display: "flex", flexDirection: "column", height: "100%", minHeight: 0 },
  filter: { minWidth: "150px", maxWidth: "240px" },
  tabs: { flexShrink: 0, padding: `0 ${tokens.spacingHorizontalXS}`, overflowX: "auto", scrollbarWidth: "none" },
  list: { flex: 1, minHeight: "120px" },
});

const all = "all";

/** Deliveries: what each destination still waits for, what failed and why, and the books at the bottom. */
export function DeliveriesPage() {
  const { t } = useTranslation("deliveries");
  const formats = useFormats();
  const styles = useStyles();
  const [, navigate] = useLocation();
  const filter = filterOf(useSearch());
  const destinations = useStatus()?.destinations ?? [];
  const chosen = destinations.find(({ id }) => id === filter.destinationId);
  const show = (change: Partial<DeliveryFilter>) => navigate(addressOf({ ...filter, ...change }), { replace: true });
  const replayAddress =
    filter.destinationId === null
      ? "/deliveries/replay"
      : `/deliveries/replay?destination=${encodeURIComponent(filter.destinationId)}`;
  const within = destinations.filter(({ id }) => filter.destinationId === null || id === filter.destinationId);
  const counts = {
    failed: within.reduce((sum, { failed }) => sum + failed, 0),
    waiting: within.reduce((sum, { waiting }) => sum + waiting, 0),
    unsent: 0,
    delivered: 0,
  };
  return (
    <Page
      title={t("title")}
      scrolls={false}
      actions={
        <>
          <PauseDeliveries />
          <Button size="small" icon={<History16Regular />} onClick={() => navigate(replayAddress)}>
            {t("replay")}
          </Button>
          <Dropdown
            size="small"
            className={styles.filter}
            aria-label={t("destination")}
            value={chosen?.name ?? t("allDestinations")}
            selectedOptions={[filter.destinationId ?? all]}
            onOptionSelect={(_, { optionValue }) =>
              show({ destinationId: optionValue === undefined || optionValue === all ? null : optionValue })
            }
          >
            <Option value={all}>{t("allDestinations")}</Option>
            {destinations.map(({ id, name }) => (
              <Option key={id} value={id}>
                {name}
              </Option>
            ))}
          </Dropdown>
        </>
      }
    >
      <div className={styles.column}>
        <DestinationLines destinationId={filter.destinationId} />
        <ReplayLines destinationId={filter.destinationId} />
        <TabList
          className={styles.tabs}
          size="small"
          selectedValue={filter.view}
          onTabSelect={(_, { value }) => show({ view: views.find((view) => view === value) ?? "failed" })}
        >
          {views.map((view) => (
            <Tab key={view} value={view}>
              {counts[view] > 0
                ? t("tab.counted", { name: t(`tab.${view}`), number: formats.number(counts[view]) })
                : t(`tab.${view}`)}
            </Tab>
          ))}
        </TabList>
        <div className={styles.list}>
          <DeliveryList key={`${filter.view}-${filter.destinationId}`} filter={filter} />
        </div>
        <Ledger />
      </div>
    </Page>
  );
}
