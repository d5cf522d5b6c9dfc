import { makeStyles, tokens } from "@fluentui/react-components";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { Inspection } from "../../shared/inspection.ts";
import { useTRPC } from "../app/trpc.ts";
import { EmptyState } from "../ui/empty-state.tsx";
import { LoadProblem } from "../ui/load-problem.tsx";
import { Page } from "../ui/page.tsx";
import { TextLink } from "../ui/text-link.tsx";
import { useFormats } from "../ui/use-formats.ts";
import { Waiting } from "../ui/waiting.tsx";
import { KeptBody } from "./body.tsx";
import { SendAgain } from "./curl.tsx";
import { FaultView } from "./fault.tsx";
import { Part } from "./part.tsx";
import { ReadAgain } from "./read-again.tsx";
import { RequestFacts } from "./request-facts.tsx";
import { HeaderTable, PartTable } from "./tables.tsx";
import { Timing } from "./timing.tsx";

const useStyles = makeStyles({
  body: { display: "flex", flexDirection: "column", gap: tokens.spacingVerticalXL, maxWidth: "980px" },
  links: { display: "flex", flexWrap: "wrap", gap: tokens.spacingHorizontalL },
});

/** One webhook from the socket to the disk: what came, when, how it was understood, and what can be done with it. */
export function InspectedEvent({ eventId }: { eventId: number }) {
  const { t } = useTranslation("inspector");
  const styles = useStyles();
  const formats = useFormats();
  const trpc = useTRPC();
  const { data, error, refetch } = useQuery(trpc.inspect.queryOptions({ eventId }));
  return (
    <Page title={t("title", { number: formats.number(eventId) })}>
      <div className={styles.body} data-testid="inspector">
        <nav className={styles.links} aria-label={t("links")}>
          <TextLink href={`/event/${eventId}`}>{t("toEvent")}</TextLink>
          <TextLink href="/inspector">{t("toQuarantined")}</TextLink>
        </nav>
        {error !== null && <LoadProblem error={error} onRetry={() => void refetch()} />}
        {data === undefined && error === null && <Waiting label={t("loading")} delay={300} />}
        {data === null && <EmptyState title={t("gone.title")} text={t("gone.text")} />}
        {data !== undefined && data !== null && <Parts inspection={data} />}
      </div>
    </Page>
  );
}

function Parts({ inspection }: { inspection: Inspection }) {
  const { t } = useTranslation("inspector");
  const { event, arrival, body, fault, now } = inspection;
  // Where there is nothing to be done the parser is the last thing to look at.
  const parserFirst = event.kind === "quarantined" || now.outcome === "corrected";
  return (
    <>
      {event.reason !== null && <FaultView reason={event.reason} fault={fault} />}
      {parserFirst && <ReadAgain inspection={inspection} />}
      {arrival !== null && (
        <Part title={t("timing.title")} intro={t("timing.intro")}>
          <Timing times={arrival.times} />
        </Part>
      )}
      <Part title={t("request.title")}>
        <RequestFacts inspection={inspection} />
      </Part>
      {arrival !== null && (
        <Part title={t("headers.title")} intro={t("headers.intro")}>
          <HeaderTable headers={arrival.headers} />
        </Part>
      )}
      {(arrival === null ? event.images.length : arrival.parts.length) > 0 && (
        <Part title={t("parts.title")}>
          <PartTable inspection={inspection} />
        </Part>
      )}
      {body !== null && (
        <Part title={t(`body.title.${body.kept}`)} intro={t(`body.intro.${body.kept}`)}>
          <KeptBody eventId={event.id} body={body} />
        </Part>
      )}
      {body !== null && (
        <Part title={t("curl.title")} intro={t("curl.intro")}>
          <SendAgain inspection={inspection} />
        </Part>
      )}
      {!parserFirst && <ReadAgain inspection={inspection} />}
    </>
  );
}
