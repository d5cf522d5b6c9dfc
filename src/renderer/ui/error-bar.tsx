import { MessageBar, MessageBarBody, makeStyles } from "@fluentui/react-components";

const useStyles = makeStyles({ text: { whiteSpace: "pre-line", overflowWrap: "anywhere" } });

/** What went wrong, where it is not the fault of one input; nothing where nothing did. */
export function ErrorBar({ text }: { text: string | null | undefined }) {
  const styles = useStyles();
  if (text === null || text === undefined) return null;
  return (
    <MessageBar intent="error" layout="multiline">
      <MessageBarBody className={styles.text}>{text}</MessageBarBody>
    </MessageBar>
  );
}
