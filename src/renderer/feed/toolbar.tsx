import { Dropdown, makeStyles, Option, ToggleButton } from "@fluentui/react-components";
import { Pause16Filled, Play16Filled } from "@fluentui/react-icons";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useTRPC } from "../app/trpc.ts";
import { useFormats } from "../ui/use-formats.ts";

const useStyles = makeStyles({
  cameras: { minWidth: "150px", maxWidth: "240px" },
});

const allCameras = "all";

/** Which camera, and standing still or following. */
export function FeedToolbar({
  camera,
  onCamera,
  paused,
  onPause,
  onGoOn,
}: {
  camera: string | null;
  onCamera: (camera: string | null) => void;
  paused: boolean;
  onPause: () => void;
  onGoOn: () => void;
}) {
  const { t } = useTranslation("feed");
  const formats = useFormats();
  const styles = useStyles();
  const trpc = useTRPC();
  const { data: cameras = [] } = useQuery(trpc.cameras.queryOptions(undefined, { staleTime: 30_000 }));
  const wordOf = (name: string) => (name === "" ? t("noCamera") : name);
  return (
    <>
      <Dropdown
        size="small"
        className={styles.cameras}
        aria-label={t("camera")}
        value={camera === null ? t("allCameras") : wordOf(camera)}
        selectedOptions={[camera === null ? allCameras : `=${camera}`]}
        onOptionSelect={(_, { optionValue }) =>
          onCamera(optionValue === undefined || optionValue === allCameras ? null : optionValue.slice(1))
        }
      >
        <Option value={allCameras}>{t("allCameras")}</Option>
        {cameras.map(({ camera: name, reads }) => (
          <Option key={name} value={`=${name}`} text={wordOf(name)}>
            {t("cameraReads", { camera: wordOf(name), number: formats.number(reads) })}
          </Option>
        ))}
      </Dropdown>
      <ToggleButton
        size="small"
        checked={paused}
        icon={paused ? <Play16Filled /> : <Pause16Filled />}
        onClick={paused ? onGoOn : onPause}
        data-testid="pause"
      >
        {paused ? t("goOn") : t("pause")}
      </ToggleButton>
    </>
  );
}
