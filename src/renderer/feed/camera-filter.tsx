import { Dropdown, makeStyles, Option } from "@fluentui/react-components";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useTRPC } from "../app/trpc.ts";
import { useFormats } from "../ui/use-formats.ts";

const useStyles = makeStyles({
  cameras: {
    minWidth: "150px",
    maxWidth: "240px",
    "@media (max-width: 480px)": { minWidth: "100px", maxWidth: "150px" },
  },
  // As wide as the cameras' names, however narrow the button is.
  list: { minWidth: "max-content" },
});

const allCameras = "all";

/** All cameras, or the one whose events are wanted; null: all. */
export function CameraFilter({ camera, onCamera }: { camera: string | null; onCamera: (camera: string | null) => void }) {
  const { t } = useTranslation("feed");
  const formats = useFormats();
  const styles = useStyles();
  const trpc = useTRPC();
  const { data: cameras = [] } = useQuery(trpc.cameras.queryOptions(undefined, { staleTime: 30_000 }));
  const wordOf = (name: string) => (name === "" ? t("noCamera") : name);
  return (
    <Dropdown
      size="small"
      className={styles.cameras}
      aria-label={t("camera")}
      listbox={{ className: styles.list }}
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
  );
}
