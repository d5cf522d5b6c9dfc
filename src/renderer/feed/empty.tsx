import { Button, makeStyles, Text, tokens } from "@fluentui/react-components";
import { VehicleCar48Regular } from "@fluentui/react-icons";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useLocation } from "wouter";
import { cameraLine, streamConfig } from "../../shared/stream-config/block.ts";
import { useStatus } from "../app/live-context.tsx";
import { useRecorded } from "../app/recorded.ts";
import { useTRPC } from "../app/trpc.ts";
import { CopyField } from "../ui/copy-field.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { useFormats } from "../ui/use-formats.ts";
import { useTestPlate } from "./use-test-plate.ts";

const useStyles = makeStyles({
  step: { display: "flex", flexDirection: "column", gap: tokens.spacingVerticalXS, color: tokens.colorNeutralForeground1 },
  also: { color: tokens.colorNeutralForeground2 },
});

/** No row yet: what to write into Stream's settings, and a way to see the feed work before that. */
export function FeedEmpty({ camera, onAllCameras }: { camera: string | null; onAllCameras: () => void }) {
  const { t } = useTranslation("feed");
  const recorded = useRecorded();
  const formats = useFormats();
  const styles = useStyles();
  const trpc = useTRPC();
  const [, navigate] = useLocation();
  const status = useStatus();
  const { data: settings } = useQuery(trpc.settings.queryOptions());
  const test = useTestPlate();

  if (camera !== null)
    return (
      <EmptyState
        title={t("empty.cameraTitle", { camera: camera === "" ? t("noCamera") : camera })}
        text={t("empty.cameraText")}
        actions={
          <Button appearance="primary" onClick={onAllCameras}>
            {t("empty.showAll")}
          </Button>
        }
      />
    );

  const problem = status?.receiver.problem ?? null;
  const [url, ...others] = status?.receiver.urls ?? [];
  return (
    <EmptyState
      icon={<VehicleCar48Regular />}
      title={t("empty.title")}
      text={problem === null ? t("empty.text") : recorded(problem)}
      actions={
        <>
          <Button appearance="primary" disabled={test.sending} onClick={test.send}>
            {t("empty.test")}
          </Button>
          <Button onClick={() => navigate("/welcome")}>{t("empty.welcome")}</Button>
          <Button onClick={() => navigate("/doctor")}>{t("empty.doctor")}</Button>
        </>
      }
    >
      {url !== undefined && (
        <>
          <div className={styles.step}>
            <Text>{t("empty.stepWebhook")}</Text>
            <CopyField label={t("empty.webhookLabel")} text={streamConfig(url, settings?.receiver.requireToken === true)} />
          </div>
          <div className={styles.step}>
            <Text>{t("empty.stepCamera")}</Text>
            <CopyField label={t("empty.cameraLabel")} text={cameraLine} />
          </div>
          <div className={styles.step}>
            <Text>{t("empty.stepAddress")}</Text>
            <CopyField label={t("empty.addressLabel")} text={url} />
            {others.length > 0 && <Text className={styles.also}>{t("empty.also", { urls: formats.list(others) })}</Text>}
          </div>
        </>
      )}
    </EmptyState>
  );
}
