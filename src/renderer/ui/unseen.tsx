import { makeStyles } from "@fluentui/react-components";

const useStyles = makeStyles({
  unseen: { position: "absolute", width: "1px", height: "1px", overflow: "hidden", clipPath: "inset(50%)", whiteSpace: "nowrap" },
});

/** Words for screen readers only; `polite` has them said when they change. */
export function Unseen({ text, polite = false }: { text: string; polite?: boolean }) {
  const styles = useStyles();
  return (
    <span className={styles.unseen} aria-live={polite ? "polite" : undefined}>
      {text}
    </span>
  );
}
