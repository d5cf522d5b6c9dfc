import { makeStyles, tokens } from "@fluentui/react-components";

/** What both halves of the settings file's section look like: taking the settings along, and bringing some in. */
export const useFileStyles = makeStyles({
  part: {
    display: "flex",
    flexDirection: "column",
    alignItems: "start",
    gap: tokens.spacingVerticalM,
    padding: tokens.spacingHorizontalL,
  },
  passphrase: { width: "340px", maxWidth: "100%" },
});
