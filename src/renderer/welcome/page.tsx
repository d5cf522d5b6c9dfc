import { Button, makeStyles, tokens } from "@fluentui/react-components";
import { useTranslation } from "react-i18next";
import { useLocation, useParams } from "wouter";
import { useLive } from "../app/live-context.tsx";
import { Page } from "../ui/page.tsx";
import { CamerasStep } from "./cameras-step.tsx";
import { DestinationStep } from "./destination-step.tsx";
import { rememberSkipped } from "./opening.ts";
import { ReceiveStep } from "./receive-step.tsx";
import { Steps, type WelcomeStep, welcomeSteps } from "./steps.tsx";

const useStyles = makeStyles({
  body: { maxWidth: "980px", display: "flex", flexDirection: "column", gap: tokens.spacingVerticalL },
});

/**
 * /welcome: from the first start to plates at their destination. Opens by itself before anything was set up; can be left at any
 * step, and come back to from the doctor and from an empty feed.
 */
export function WelcomePage() {
  const { t } = useTranslation("welcome");
  const styles = useStyles();
  const [, navigate] = useLocation();
  const { step: asked } = useParams<{ step?: string }>();
  const step: WelcomeStep = welcomeSteps.find((one) => one === asked) ?? "receive";
  const started = useLive((snapshot) => snapshot.feed.events.length > 0);
  return (
    <Page
      title={t("title")}
      actions={
        <Button
          onClick={() => {
            rememberSkipped(() => localStorage);
            navigate("/");
          }}
        >
          {t(started ? "leave" : "skip")}
        </Button>
      }
    >
      <div className={styles.body}>
        <Steps step={step} />
        {step === "receive" && <ReceiveStep />}
        {step === "destination" && <DestinationStep />}
        {step === "cameras" && <CamerasStep />}
      </div>
    </Page>
  );
}
