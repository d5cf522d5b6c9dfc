import { makeStyles, tokens } from "@fluentui/react-components";
import { sentenceParts } from "./fingerprints.ts";

const useStyles = makeStyles({
  print: {
    display: "block",
    margin: `${tokens.spacingVerticalXXS} 0`,
    fontFamily: tokens.fontFamilyMonospace,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    overflowWrap: "anywhere",
    userSelect: "all",
  },
});

/** The core's own words; certificate fingerprints in them stand on lines of their own, under each other, to be compared. */
export function Sentence({ text }: { text: string }) {
  return sentenceParts(text).map((part, at) =>
    part.kind === "words" ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one sentence, in its order
      <span key={at}>{part.text} </span>
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: as above
      <Fingerprint key={at} sha256={part.text} />
    ),
  );
}

/** A certificate's fingerprint on a line of its own. */
export function Fingerprint({ sha256 }: { sha256: string }) {
  const styles = useStyles();
  return <code className={styles.print}>{sha256}</code>;
}
