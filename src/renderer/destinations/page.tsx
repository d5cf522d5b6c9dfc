import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useParams, useSearch } from "wouter";
import { useTRPC } from "../app/trpc.ts";
import { EmptyState } from "../ui/empty-state.tsx";
import { LoadProblem } from "../ui/load-problem.tsx";
import { Page } from "../ui/page.tsx";
import { TextLink } from "../ui/text-link.tsx";
import { Waiting } from "../ui/waiting.tsx";
import { DestinationPage } from "./destination-page.tsx";
import { DestinationList } from "./list.tsx";
import { NewDestination } from "./new-destination.tsx";
import { PickForwarder } from "./pick-forwarder.tsx";

/**
 * /destinations: all of them. /destinations/new: what can be added; ?forwarder=<type>: its form. /destinations/<id>: one of them,
 * with its parts as ?part=settings, cameras or rules.
 */
export function DestinationsPage() {
  const { t } = useTranslation("destinations");
  const trpc = useTRPC();
  const { id } = useParams<{ id?: string }>();
  const wanted = new URLSearchParams(useSearch()).get("forwarder");
  const forwarders = useQuery(trpc.forwarders.queryOptions(undefined, { staleTime: Number.POSITIVE_INFINITY }));
  const destinations = useQuery(trpc.destinations.queryOptions());

  const error = forwarders.error ?? destinations.error;
  if (forwarders.data === undefined || destinations.data === undefined)
    return (
      <Page title={t("title")}>
        {error === null ? (
          <Waiting label={t("loading")} delay={400} />
        ) : (
          <LoadProblem error={error} onRetry={() => void Promise.all([forwarders.refetch(), destinations.refetch()])} />
        )}
      </Page>
    );

  if (id === undefined) return <DestinationList destinations={destinations.data} forwarders={forwarders.data} />;
  if (id === "new") {
    const forwarder = forwarders.data.find((one) => one.type === wanted);
    return forwarder === undefined ? (
      <PickForwarder forwarders={forwarders.data} />
    ) : (
      <NewDestination key={forwarder.type} forwarder={forwarder} taken={destinations.data.map((one) => one.name)} />
    );
  }
  const destination = destinations.data.find((one) => one.id === id);
  const forwarder = forwarders.data.find((one) => one.type === destination?.forwarder);
  if (destination === undefined || forwarder === undefined)
    return (
      <Page title={t("title")}>
        <EmptyState
          title={t("gone.title")}
          text={t("gone.text")}
          actions={<TextLink href="/destinations">{t("gone.all")}</TextLink>}
        />
      </Page>
    );
  return <DestinationPage key={destination.id} destination={destination} forwarder={forwarder} />;
}
