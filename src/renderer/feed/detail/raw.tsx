import { makeStyles, tokens } from "@fluentui/react-components";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { CopyButton } from "../../ui/copy-field.tsx";
import { Fold } from "../../ui/fold.tsx";
import { prettyJson } from "./pretty-json.ts";

const useStyles = makeStyles({
  text: {
    boxSizing: "border-box",
    margin: 0,
    maxHeight: "360px",
    overflow: "auto",
    padding: tokens.spacingHorizontalM,
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: tokens.colorNeutralBackground3,
    fontFamily: tokens.fontFamilyMonospace,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    whiteSpace: "pre-wrap",
    overflowWrap: "anywhere",
    userSelect: "text",
    ":focus-visible": { outline: `2px solid ${tokens.colorStrokeFocus2}` },
  },
});

/** The body as it was received: laid out for reading where it is JSON, untouched where it is not; the copy is always untouched. */
export function RawBody({ raw }: { raw: string }) {
  const { t } = useTranslation("feed");
  const styles = useStyles();
  const [open, setOpen] = useState(false);
  const shown = useMemo(() => (open ? prettyJson(raw) : ""), [open, raw]);
  return (
    <Fold title={t("raw.title")} open={open} onOpen={setOpen} actions={open && <CopyButton text={raw} label={t("raw.title")} />}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a long text must be scrollable by keyboard */}
      <pre className={styles.text} tabIndex={0} data-testid="raw-json">
        {shown}
      </pre>
    </Fold>
  );
}
