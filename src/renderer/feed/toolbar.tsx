import { Button, makeStyles, ToggleButton, Tooltip, tokens } from "@fluentui/react-components";
import {
  AppsListDetail20Regular,
  Grid20Regular,
  Pause16Filled,
  Play16Filled,
  Speaker220Regular,
  SpeakerMute20Regular,
  SpeakerOff20Regular,
  Tv20Regular,
} from "@fluentui/react-icons";
import { useTranslation } from "react-i18next";
import { listSound, useSoundBlocked } from "../app/sound-switch.ts";
import { useLists } from "../app/use-lists.ts";
import { ExportButton } from "../exports/export-button.tsx";
import { useRemembered } from "../ui/remembered.ts";
import { useMedia } from "../ui/use-media.ts";
import { CameraFilter } from "./camera-filter.tsx";
import { feedView } from "./layout.ts";

const useStyles = makeStyles({
  tools: { display: "flex", alignItems: "center", gap: tokens.spacingHorizontalXS },
});

/** Which camera; rows or cards; heard or not; the wall; and standing still or following. */
export function FeedToolbar({
  camera,
  onCamera,
  paused,
  onPause,
  onGoOn,
  onWall,
}: {
  camera: string | null;
  onCamera: (camera: string | null) => void;
  paused: boolean;
  onPause: () => void;
  onGoOn: () => void;
  onWall: () => void;
}) {
  const { t } = useTranslation("feed");
  const { t: exports } = useTranslation("exports");
  const styles = useStyles();
  const view = useRemembered(feedView);
  const bare = useMedia("(max-width: 480px)");
  const pauseWord = paused ? t("goOn") : t("pause");
  const other = view === "rows" ? "cards" : "rows";
  return (
    <>
      <CameraFilter camera={camera} onCamera={onCamera} />
      <div className={styles.tools}>
        <Tooltip content={t(`view.${other}`)} relationship="label" withArrow>
          <Button
            size="small"
            appearance="subtle"
            icon={other === "cards" ? <Grid20Regular /> : <AppsListDetail20Regular />}
            onClick={() => feedView.set(other)}
          />
        </Tooltip>
        <SoundSwitch />
        <ExportButton
          filter={camera === null ? {} : { cameras: [camera] }}
          what={camera === null ? exports("allReads") : exports("readsOf", { camera: camera || t("noCamera") })}
        />
        <Tooltip content={t("wall")} relationship="label" withArrow>
          <Button size="small" appearance="subtle" icon={<Tv20Regular />} onClick={onWall} />
        </Tooltip>
        <ToggleButton
          size="small"
          checked={paused}
          icon={paused ? <Play16Filled /> : <Pause16Filled />}
          onClick={paused ? onGoOn : onPause}
          aria-label={pauseWord}
          data-testid="pause"
        >
          {bare ? undefined : pauseWord}
        </ToggleButton>
      </div>
    </>
  );
}

/** Only where a list sounds at all. */
function SoundSwitch() {
  const { t } = useTranslation("feed");
  const sounding = useLists().some(({ sound }) => sound);
  const muted = useRemembered(listSound) === "muted";
  const blocked = useSoundBlocked();
  if (!sounding) return null;
  const Icon = muted ? SpeakerMute20Regular : blocked ? SpeakerOff20Regular : Speaker220Regular;
  return (
    <Tooltip content={muted ? t("sound.unmute") : blocked ? t("sound.blocked") : t("sound.mute")} relationship="label" withArrow>
      <Button
        size="small"
        appearance="subtle"
        icon={<Icon />}
        onClick={() => listSound.set(muted ? "on" : "muted")}
        data-testid="sound"
      />
    </Tooltip>
  );
}
