import { Button, makeStyles, tokens } from "@fluentui/react-components";
import { ArrowSync20Regular } from "@fluentui/react-icons";
import { useTranslation } from "react-i18next";
import { useLocation } from "wouter";
import { brokenHop, type DoctorReport } from "../../shared/doctor.ts";
import { SettingGroup } from "../form/setting-row.tsx";
import { LoadProblem } from "../ui/load-problem.tsx";
import { Page } from "../ui/page.tsx";
import { StateHeadline } from "../ui/state-headline.tsx";
import { Time } from "../ui/time.tsx";
import { BusyMark, Waiting } from "../ui/waiting.tsx";
import { CheckRow, levelShapes } from "./check-row.tsx";
import { ConfigCheck } from "./config-check.tsx";
import { checkOf, useDoctor } from "./use-doctor.ts";

const useStyles = makeStyles({
  body: { maxWidth: "980px", display: "flex", flexDirection: "column", gap: tokens.spacingVerticalL },
  intro: { margin: 0, color: tokens.colorNeutralForeground2 },
  list: { margin: 0, padding: 0, listStyleType: "none" },
  checked: { color: tokens.colorNeutralForeground2, fontSize: tokens.fontSizeBase200 },
});

/** /doctor: why does nothing arrive? Every hop, the broken one named first, and a look at Stream's config.ini. */
export function DoctorPage() {
  const { t } = useTranslation("doctor");
  const styles = useStyles();
  const [, navigate] = useLocation();
  const doctor = useDoctor();
  const { data, againError } = doctor;
  const error = againError ?? doctor.error;
  return (
    <Page
      title={t("title")}
      actions={
        <>
          <Button onClick={() => navigate("/welcome")}>{t("setUp")}</Button>
          <Button
            appearance="primary"
            icon={doctor.checking ? <BusyMark /> : <ArrowSync20Regular />}
            disabledFocusable={doctor.checking}
            onClick={doctor.again}
          >
            {t("again")}
          </Button>
        </>
      }
    >
      <div className={styles.body}>
        <p className={styles.intro}>{t("intro")}</p>
        {error !== null && <LoadProblem error={error} onRetry={doctor.again} />}
        {data === undefined ? (
          error === null && <Waiting label={t("loading")} delay={400} />
        ) : (
          <>
            <Headline report={data} />
            <SettingGroup>
              <ul className={styles.list} aria-label={t("list")}>
                {data.checks.map((check) => (
                  <CheckRow key={check.hop} check={check} />
                ))}
              </ul>
            </SettingGroup>
            <span className={styles.checked}>
              {t("checkedAt")} <Time at={data.checkedAt} />
            </span>
          </>
        )}
        <ConfigCheck />
      </div>
    </Page>
  );
}

/** The one sentence that matters. */
function Headline({ report }: { report: DoctorReport }) {
  const { t } = useTranslation("doctor");
  const broken = brokenHop(report.checks);
  const care = report.checks.some((check) => check.level === "attention");
  const waiting = checkOf(report, "contact")?.contacts.length === 0;
  const key = broken !== null ? "broken" : waiting ? (care ? "waitingCare" : "waiting") : care ? "attention" : "ok";
  const level = key === "waiting" ? "unknown" : key === "waitingCare" ? "attention" : key;
  return (
    <StateHeadline as="h2" shape={levelShapes[level]} testId="doctor-headline">
      {t(`headline.${key}`, { hop: broken === null ? "" : t(`hop.${broken}`) })}
    </StateHeadline>
  );
}
