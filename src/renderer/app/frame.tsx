import { makeStyles, mergeClasses, tokens } from "@fluentui/react-components";
import { useFirstStart } from "../welcome/use-first-start.ts";
import { AttentionBar } from "./attention-bar.tsx";
import { ConnectionBanner } from "./connection-banner.tsx";
import { useListSound } from "./list-sound.ts";
import { useLive } from "./live-context.tsx";
import { PauseBanner } from "./pause-banner.tsx";
import { Rail } from "./rail.tsx";
import { Routes } from "./routes.tsx";
import { StatusStrip } from "./status-strip.tsx";

const useStyles = makeStyles({
  frame: {
    display: "flex",
    height: "100%",
    "@media (max-width: 600px)": { flexDirection: "column-reverse" },
  },
  right: { flex: 1, minWidth: 0, minHeight: 0, display: "flex", flexDirection: "column" },
  main: {
    flex: 1,
    minHeight: 0,
    backgroundColor: tokens.colorNeutralBackground1,
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
    borderLeft: `1px solid ${tokens.colorNeutralStroke2}`,
    borderTopLeftRadius: tokens.borderRadiusXLarge,
    overflow: "hidden",
    "@media (max-width: 600px)": { borderLeftStyle: "none", borderTopLeftRadius: 0 },
  },
  // Old knowledge looks old; still readable, so that one can work with it.
  old: { filter: "grayscale(1)" },
});

/** The window: navigation at the left, the status strip on top, what needs attention, and the page. */
export function Frame() {
  const styles = useStyles();
  useListSound();
  useFirstStart();
  const lost = useLive((snapshot) => snapshot.connection.state === "lost");
  return (
    <div className={styles.frame}>
      <Rail />
      <div className={styles.right}>
        <ConnectionBanner />
        <div className={mergeClasses(lost && styles.old)}>
          <StatusStrip />
          <PauseBanner />
          <AttentionBar />
        </div>
        <main className={mergeClasses(styles.main, lost && styles.old)}>
          <Routes />
        </main>
      </div>
    </div>
  );
}
