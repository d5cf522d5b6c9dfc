import { Button, makeStyles, tokens } from "@fluentui/react-components";
import { useTranslation } from "react-i18next";
import { useLocation, useSearch } from "wouter";
import { NewDestinationForm } from "../destinations/new-destination.tsx";
import { ForwarderList } from "../destinations/pick-forwarder.tsx";
import { useForwarderTexts } from "../form/use-forwarder-texts.ts";
import { BackLink } from "../ui/back-link.tsx";
import { LoadProblem } from "../ui/load-problem.tsx";
import { useFormats } from "../ui/use-formats.ts";
import { Waiting } from "../ui/waiting.tsx";
import { rememberSkipped } from "./opening.ts";
import { placeOfStep } from "./steps.tsx";
import { useDestinations } from "./use-destinations.ts";

const useStyles = makeStyles({
  head: { display: "flex", flexDirection: "column", gap: tokens.spacingVerticalXS },
  title: { margin: 0, fontSize: tokens.fontSizeBase400, lineHeight: tokens.lineHeightBase400 },
  text: { margin: 0, color: tokens.colorNeutralForeground2 },
  actions: { display: "flex", flexWrap: "wrap", gap: tokens.spacingHorizontalS },
});

/** Step 2: pick a kind of destination, then fill in its form (?forwarder=…), with the test beside it. */
export function DestinationStep() {
  const { t } = useTranslation("welcome");
  const styles = useStyles();
  const formats = useFormats();
  const texts = useForwarderTexts();
  const [, navigate] = useLocation();
  const wanted = new URLSearchParams(useSearch()).get("forwarder");
  const { forwarders, destinations, error, again } = useDestinations();
  if (forwarders === undefined || destinations === undefined)
    return error === null ? <Waiting label={t("loading")} delay={400} /> : <LoadProblem error={error} onRetry={again} />;

  const forwarder = forwarders.find((one) => one.type === wanted);
  const here = placeOfStep("destination");
  if (forwarder !== undefined)
    return (
      <section aria-label={texts.name(forwarder)}>
        <BackLink href={here}>{t("destination.back")}</BackLink>
        <h2 className={styles.title}>{texts.name(forwarder)}</h2>
        <NewDestinationForm
          key={forwarder.type}
          forwarder={forwarder}
          taken={destinations.map((one) => one.name)}
          onAdded={(id) => navigate(`${placeOfStep("cameras")}?destination=${encodeURIComponent(id)}`)}
          onDiscard={() => navigate(here)}
        />
      </section>
    );

  const names = destinations.map((one) => one.name);
  return (
    <>
      <div className={styles.head}>
        <h2 className={styles.title}>{t("destination.title")}</h2>
        <p className={styles.text}>
          {names.length === 0
            ? t("destination.text")
            : t("destination.have", { count: names.length, names: formats.list(names) })}
        </p>
      </div>
      <ForwarderList forwarders={forwarders} hrefOf={(type) => `${here}?forwarder=${encodeURIComponent(type)}`} />
      <div className={styles.actions}>
        {names.length === 0 ? (
          <Button
            onClick={() => {
              rememberSkipped(() => localStorage);
              navigate("/");
            }}
          >
            {t("destination.later")}
          </Button>
        ) : (
          <Button appearance="primary" onClick={() => navigate(placeOfStep("cameras"))}>
            {t("destination.next")}
          </Button>
        )}
      </div>
    </>
  );
}
