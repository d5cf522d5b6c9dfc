import { Button, makeStyles, mergeClasses, tokens } from "@fluentui/react-components";
import { Dismiss20Regular, FullScreenMaximize20Regular } from "@fluentui/react-icons";
import { useTranslation } from "react-i18next";
import { fillScreen } from "./full-screen.ts";

const useStyles = makeStyles({
  controls: {
    position: "absolute",
    right: "2.5vmin",
    top: "max(44px, 8vmin)",
    display: "flex",
    gap: tokens.spacingHorizontalS,
    padding: tokens.spacingHorizontalXS,
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: "rgba(0, 0, 0, 0.72)",
  },
  // Seen again by whoever comes with the keyboard.
  hidden: { opacity: 0, ":focus-within": { opacity: 1 } },
});

/** Full screen and the way back; only while the pointer moves. */
export function WallControls({ hidden, onLeave }: { hidden: boolean; onLeave: () => void }) {
  const { t } = useTranslation("wall");
  const styles = useStyles();
  return (
    <div className={mergeClasses(styles.controls, hidden && styles.hidden)} data-testid="wall-controls">
      <Button appearance="subtle" icon={<FullScreenMaximize20Regular />} onClick={fillScreen}>
        {t("fill")}
      </Button>
      <Button appearance="subtle" icon={<Dismiss20Regular />} onClick={onLeave}>
        {t("leave")}
      </Button>
    </div>
  );
}
