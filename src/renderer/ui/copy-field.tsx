import { Button, makeStyles, mergeClasses, tokens } from "@fluentui/react-components";
import { Checkmark20Regular, Copy20Regular } from "@fluentui/react-icons";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";

const useStyles = makeStyles({
  root: {
    display: "flex",
    alignItems: "flex-start",
    gap: tokens.spacingHorizontalS,
    border: `1px solid ${tokens.colorNeutralStroke1}`,
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: tokens.colorNeutralBackground3,
    padding: tokens.spacingVerticalXS,
    paddingLeft: tokens.spacingHorizontalM,
    ":focus-within": { outline: `2px solid ${tokens.colorStrokeFocus2}` },
  },
  // Beside several lines the button would cover the ends of all of them on a phone.
  lines: { "@media (max-width: 640px)": { flexDirection: "column", alignItems: "flex-end", gap: 0 } },
  text: {
    flex: 1,
    minWidth: 0,
    alignSelf: "stretch",
    margin: `${tokens.spacingVerticalXS} 0`,
    fontFamily: tokens.fontFamilyMonospace,
    fontSize: tokens.fontSizeBase300,
    lineHeight: tokens.lineHeightBase300,
    color: tokens.colorNeutralForeground1,
    border: "none",
    outlineStyle: "none",
    padding: 0,
    backgroundColor: "transparent",
    resize: "none",
    whiteSpace: "pre",
    overflowX: "auto",
  },
  wrap: { whiteSpace: "pre-wrap", overflowWrap: "anywhere" },
});

/** A longer text scrolls in its field. */
const mostRows = 24;

/** A text to be taken elsewhere, as it is, with a button that copies it. `label` names it ("Webhook address"). */
export function CopyField({ text, label, wrap = false }: { text: string; label: string; wrap?: boolean }) {
  const styles = useStyles();
  const lines = text.split("\n").length;
  return (
    <div className={mergeClasses(styles.root, (wrap || lines > 1) && styles.lines)}>
      <textarea
        className={mergeClasses(styles.text, wrap && styles.wrap)}
        aria-label={label}
        readOnly
        rows={Math.min(lines, mostRows)}
        spellCheck={false}
        value={text}
        onFocus={(focused) => focused.currentTarget.select()}
      />
      <CopyButton text={text} label={label} />
    </div>
  );
}

/** Copies `text`; says so for a moment. */
export function CopyButton({ text, label }: { text: string; label: string }) {
  const { t } = useTranslation("ui");
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), 2_000);
    return () => clearTimeout(timer);
  }, [copied]);
  return (
    <Button
      size="small"
      appearance="subtle"
      icon={copied ? <Checkmark20Regular /> : <Copy20Regular />}
      aria-label={t("copyWhat", { what: label })}
      onClick={() => void copyText(text).then(setCopied)}
    >
      <span aria-live="polite">{copied ? t("copied") : t("copy")}</span>
    </Button>
  );
}

/** The clipboard API where the page may use it (app://, https, loopback); else the old way, through a selection. */
async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const area = document.createElement("textarea");
    area.value = text;
    document.body.append(area);
    area.select();
    const done = document.execCommand("copy");
    area.remove();
    return done;
  }
}
