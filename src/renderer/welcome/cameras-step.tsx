import { Button, makeStyles, tokens } from "@fluentui/react-components";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useLocation, useSearch } from "wouter";
import type { ForwarderInfo } from "../../main/console/backend.ts";
import type { DestinationView } from "../../shared/destination.ts";
import { CamerasPart } from "../destinations/cameras-part.tsx";
import { useSavePart } from "../destinations/use-save-part.ts";
import { LeaveGuard } from "../form/leave-guard.tsx";
import { LoadProblem } from "../ui/load-problem.tsx";
import { Waiting } from "../ui/waiting.tsx";
import { placeOfStep } from "./steps.tsx";
import { useDestinations } from "./use-destinations.ts";

const useStyles = makeStyles({
  title: { margin: 0, fontSize: tokens.fontSizeBase400, lineHeight: tokens.lineHeightBase400 },
  text: { margin: 0 },
  actions: { display: "flex", flexWrap: "wrap", gap: tokens.spacingHorizontalS, marginTop: tokens.spacingVerticalM },
});

/** Step 3: which camera is which at the destination (?destination=…, else the newest), and done. */
export function CamerasStep() {
  const { t } = useTranslation("welcome");
  const styles = useStyles();
  const [, navigate] = useLocation();
  const wanted = new URLSearchParams(useSearch()).get("destination");
  const { forwarders, destinations, error, again } = useDestinations();
  if (forwarders === undefined || destinations === undefined)
    return error === null ? <Waiting label={t("loading")} delay={400} /> : <LoadProblem error={error} onRetry={again} />;

  const destination = destinations.find((one) => one.id === wanted) ?? destinations.at(-1);
  const forwarder = forwarders.find((one) => one.type === destination?.forwarder);
  if (destination === undefined || forwarder === undefined)
    return (
      <>
        <p className={styles.text}>{t("cameras.none")}</p>
        <div className={styles.actions}>
          <Button appearance="primary" onClick={() => navigate(placeOfStep("destination"))}>
            {t("cameras.pick")}
          </Button>
        </div>
      </>
    );
  return <Mapping key={destination.id} destination={destination} forwarder={forwarder} />;
}

function Mapping({ destination, forwarder }: { destination: DestinationView; forwarder: ForwarderInfo }) {
  const { t } = useTranslation("welcome");
  const styles = useStyles();
  const [, navigate] = useLocation();
  const save = useSavePart(destination);
  const [dirty, setDirty] = useState(false);
  return (
    <>
      <h2 className={styles.title}>{t("cameras.title")}</h2>
      <div>
        <CamerasPart
          destination={destination}
          forwarder={forwarder}
          shown
          onSave={(cameras) => save({ cameras })}
          onDirty={setDirty}
        />
        <div className={styles.actions}>
          <Button appearance="primary" onClick={() => navigate("/")}>
            {t("cameras.done")}
          </Button>
          <Button onClick={() => navigate(`/destinations/${encodeURIComponent(destination.id)}`)}>
            {t("cameras.open", { name: destination.name })}
          </Button>
        </div>
      </div>
      <LeaveGuard dirty={dirty} />
    </>
  );
}
