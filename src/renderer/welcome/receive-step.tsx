import { Button, makeStyles, tokens } from "@fluentui/react-components";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useLocation } from "wouter";
import type { DoctorCheck } from "../../shared/doctor.ts";
import { CheckRow } from "../doctor/check-row.tsx";
import { checkOf, useDoctor } from "../doctor/use-doctor.ts";
import { SettingGroup } from "../form/setting-row.tsx";
import { LoadProblem } from "../ui/load-problem.tsx";
import { TextLink } from "../ui/text-link.tsx";
import { Waiting } from "../ui/waiting.tsx";
import { AddressChoice } from "./address-choice.tsx";
import { FirstPlate } from "./first-plate.tsx";
import { placeOfStep } from "./steps.tsx";
import { StreamSteps } from "./stream-steps.tsx";

const useStyles = makeStyles({
  intro: { margin: 0, color: tokens.colorNeutralForeground2, maxWidth: "720px" },
  list: { margin: 0, padding: 0, listStyleType: "none" },
  parts: {
    display: "grid",
    gridTemplateColumns: "minmax(0, 1fr) 340px",
    alignItems: "start",
    gap: tokens.spacingHorizontalXXL,
    "@media (max-width: 900px)": { gridTemplateColumns: "minmax(0, 1fr)" },
  },
  left: { display: "flex", flexDirection: "column", gap: tokens.spacingVerticalL, minWidth: 0 },
  // In sight while the steps at its left are followed.
  right: { position: "sticky", top: 0, display: "flex", flexDirection: "column", gap: tokens.spacingVerticalM, minWidth: 0 },
});

/** What a camera server needs to be able to do for the first webhook to arrive. */
const needed = ["listener", "addresses", "firewall"] as const;

/** Step 1: can this machine be posted to, what the recogniser has to be told, and the first plate as it comes. */
export function ReceiveStep() {
  const { t } = useTranslation("welcome");
  const styles = useStyles();
  const [, navigate] = useLocation();
  const { data, error, again } = useDoctor();
  const [chosen, setChosen] = useState<string | null>(null);
  if (data === undefined)
    return error === null ? <Waiting label={t("loading")} delay={400} /> : <LoadProblem error={error} onRetry={again} />;

  const checks = needed
    .map((hop) => checkOf(data, hop))
    .filter((check): check is NonNullable<typeof check> => check !== undefined);
  const addresses = checkOf(data, "addresses")?.addresses ?? [];
  const url = (addresses.find((one) => one.url === chosen) ?? addresses[0])?.url;
  return (
    <>
      <p className={styles.intro}>{t("receive.intro")}</p>
      <SettingGroup title={t("receive.here")}>
        <ul className={styles.list}>
          {checks.map((check: DoctorCheck) => (
            <CheckRow key={check.hop} check={check} brief={check.hop === "addresses" && addresses.length > 1} />
          ))}
        </ul>
      </SettingGroup>
      <div className={styles.parts}>
        <div className={styles.left}>
          {url !== undefined && (
            <>
              {addresses.length > 1 && <AddressChoice addresses={addresses} chosen={url} onChoose={setChosen} />}
              <StreamSteps url={url} />
            </>
          )}
        </div>
        <div className={styles.right}>
          <FirstPlate />
          <Button appearance="primary" onClick={() => navigate(placeOfStep("destination"))}>
            {t("receive.next")}
          </Button>
          <TextLink href="/doctor">{t("receive.doctor")}</TextLink>
        </div>
      </div>
    </>
  );
}
