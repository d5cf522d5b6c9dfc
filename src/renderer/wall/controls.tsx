import { Button, makeStyles, mergeClasses, tokens } from "@fluentui/react-components";
import { Dismiss20Regular, FullScreenMaximize20Regular } from "@fluentui/react-icons";
import { useTranslation } from "react-i18next";
import { CameraChoice } from "./camera-choice.tsx";
import { fillScreen } from "./full-screen.ts";

const useStyles = makeStyles({
  controls: {
    position: "absolute",
    right: "2.5vmin",
    top: "max(44px, 8vmin)",
    display: "flex",
    flexWrap: "wrap",
    justifyContent: "flex-end",
    maxWidth: "95%",
    boxSizing: "border-box",
    zIndex: 1,
    gap: tokens.spacingHorizontalS,
    padding: tokens.spacingHorizontalXS,
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: "rgba(0, 0, 0, 0.72)",
  },
  // Seen again by whoever comes with the keyboard.
  hidden: { opacity: 0, ":focus-within": { opacity: 1 } },
});

/** Which cameras, full screen, and the way back; only while the pointer moves, or for who comes with the keyboard. */
export function WallControls({
  hidden,
  cameras,
  choosing,
  onChoosing,
  onCameras,
  onLeave,
}: {
  hidden: boolean;
  cameras: readonly string[];
  choosing: boolean;
  onChoosing: (choosing: boolean) => void;
  onCameras: (cameras: string[]) => void;
  onLeave: () => void;
}) {
  const { t } = useTranslation("wall");
  const styles = useStyles();
  return (
    <div className={mergeClasses(styles.controls, hidden && styles.hidden)} data-testid="wall-controls">
      <CameraChoice cameras={cameras} open={choosing} onOpen={onChoosing} onChange={onCameras} />
      <Button appearance="subtle" icon={<FullScreenMaximize20Regular />} onClick={fillScreen}>
        {t("fill")}
      </Button>
      <Button appearance="subtle" icon={<Dismiss20Regular />} onClick={onLeave}>
        {t("leave")}
      </Button>
    </div>
  );
}
