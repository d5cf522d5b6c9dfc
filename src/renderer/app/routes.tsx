import { lazy, Suspense } from "react";
import { useTranslation } from "react-i18next";
import { Route, Switch } from "wouter";
import { FeedPage } from "../feed/page.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { TextLink } from "../ui/text-link.tsx";
import { Waiting } from "../ui/waiting.tsx";
import { PageFault } from "./page-fault.tsx";

const DeliveriesPage = lazy(() => import("../deliveries/page.tsx").then((module) => ({ default: module.DeliveriesPage })));
const DestinationsPage = lazy(() => import("../destinations/page.tsx").then((module) => ({ default: module.DestinationsPage })));
const DoctorPage = lazy(() => import("../doctor/page.tsx").then((module) => ({ default: module.DoctorPage })));
const HistoryPage = lazy(() => import("../history/page.tsx").then((module) => ({ default: module.HistoryPage })));
const ReadPage = lazy(() => import("../history/read-page.tsx").then((module) => ({ default: module.ReadPage })));
const InspectorPage = lazy(() => import("../inspector/page.tsx").then((module) => ({ default: module.InspectorPage })));
const ListsPage = lazy(() => import("../lists/page.tsx").then((module) => ({ default: module.ListsPage })));
const OverviewPage = lazy(() => import("../overview/page.tsx").then((module) => ({ default: module.OverviewPage })));
const ReplayPage = lazy(() => import("../deliveries/replay/page.tsx").then((module) => ({ default: module.ReplayPage })));
// biome-ignore lint/style/noRestrictedImports: the rule means main/settings; this is the console's own settings page
const SettingsPage = lazy(() => import("../settings/page.tsx").then((module) => ({ default: module.SettingsPage })));
const WelcomePage = lazy(() => import("../welcome/page.tsx").then((module) => ({ default: module.WelcomePage })));

/** Which page an address shows. The feed and an event of it are one page, so that opening an event keeps the feed as it is. */
export function Routes() {
  const { t } = useTranslation("app");
  return (
    <PageFault>
      <Suspense fallback={<Waiting label={t("opening")} delay={300} />}>
        <Switch>
          <Route path={/^\/(?:event\/(?<eventId>\d+)\/?)?$/}>
            {({ eventId }) => <FeedPage eventId={eventId === undefined ? null : Number(eventId)} />}
          </Route>
          <Route path={/^\/history\/?(?:event\/(?<eventId>\d+)\/?)?$/}>
            {({ eventId }) => <HistoryPage eventId={eventId === undefined ? null : Number(eventId)} />}
          </Route>
          <Route path={/^\/read\/(?<readId>\d+)\/?$/}>{({ readId }) => <ReadPage readId={Number(readId)} />}</Route>
          <Route path="/deliveries/replay">
            <ReplayPage />
          </Route>
          <Route path="/deliveries">
            <DeliveriesPage />
          </Route>
          <Route path="/destinations/:id?">
            <DestinationsPage />
          </Route>
          <Route path="/inspector/:id?">
            <InspectorPage />
          </Route>
          <Route path="/lists/:id?">
            <ListsPage />
          </Route>
          <Route path="/overview">
            <OverviewPage />
          </Route>
          <Route path="/doctor">
            <DoctorPage />
          </Route>
          <Route path="/welcome/:step?">
            <WelcomePage />
          </Route>
          <Route path="/settings">
            <SettingsPage />
          </Route>
          <Route>
            <EmptyState
              title={t("nowhere.title")}
              text={t("nowhere.text")}
              actions={<TextLink href="/">{t("nowhere.live")}</TextLink>}
            />
          </Route>
        </Switch>
      </Suspense>
    </PageFault>
  );
}
