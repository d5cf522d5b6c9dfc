import { Button, makeStyles, Textarea, Tooltip, tokens } from "@fluentui/react-components";
import { type Ref, useRef, useState } from "react";
import { flushSync } from "react-dom";
import { useTranslation } from "react-i18next";
import { Fold } from "../ui/fold.tsx";
import type { RowAria } from "./setting-row.tsx";
import { templateNames, withName } from "./template-names.ts";

const useStyles = makeStyles({
  text: {
    width: "100%",
    minWidth: 0,
    "& textarea": { fontFamily: tokens.fontFamilyMonospace, fontSize: tokens.fontSizeBase300, lineHeight: "22px" },
  },
  names: {
    display: "flex",
    flexWrap: "wrap",
    gap: tokens.spacingHorizontalXS,
    margin: `0 0 ${tokens.spacingVerticalXS}`,
    padding: 0,
    listStyleType: "none",
  },
  name: { minWidth: 0, fontFamily: tokens.fontFamilyMonospace, fontWeight: tokens.fontWeightRegular },
  hint: {
    margin: `0 0 ${tokens.spacingVerticalXS}`,
    color: tokens.colorNeutralForeground3,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
  },
});

/** A text with names in double braces that each read fills in. The names stand below, each puts itself where the cursor is. */
export function TemplateInput({
  value,
  title,
  aria,
  onChange,
  onBlur,
  ref,
}: {
  value: string;
  title: string;
  aria: RowAria;
  onChange: (text: string) => void;
  onBlur: () => void;
  ref?: Ref<HTMLTextAreaElement>;
}) {
  const { t } = useTranslation("form");
  const styles = useStyles();
  const [open, setOpen] = useState(false);
  const area = useRef<HTMLTextAreaElement | null>(null);
  const { labelId, ...forInput } = aria;
  const put = (name: string) => {
    const input = area.current;
    if (input === null) return;
    const next = withName(value, name, input.selectionStart, input.selectionEnd);
    flushSync(() => onChange(next.text));
    input.focus();
    input.setSelectionRange(next.cursor, next.cursor);
  };
  return (
    <>
      <Textarea
        {...forInput}
        aria-labelledby={labelId}
        ref={(element) => {
          area.current = element;
          if (typeof ref === "function") ref(element);
        }}
        className={styles.text}
        rows={Math.min(10, Math.max(1, value.split("\n").length))}
        resize="vertical"
        spellCheck={false}
        value={value}
        onChange={(_, data) => onChange(data.value)}
        onBlur={onBlur}
      />
      <Fold title={t("template.names")} open={open} onOpen={setOpen}>
        <p className={styles.hint}>{t("template.hint", { brackets: "{{ }}" })}</p>
        <ul className={styles.names} aria-label={t("template.namesFor", { title })}>
          {templateNames.map((name) => (
            <li key={name}>
              <Tooltip content={t(`template.name.${name}`)} relationship="description" withArrow>
                <Button size="small" className={styles.name} onClick={() => put(name)}>
                  {name}
                </Button>
              </Tooltip>
            </li>
          ))}
        </ul>
      </Fold>
    </>
  );
}
