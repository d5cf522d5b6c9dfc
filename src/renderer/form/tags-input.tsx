import {
  makeStyles,
  Tag,
  TagPicker,
  TagPickerControl,
  TagPickerGroup,
  TagPickerInput,
  TagPickerList,
  TagPickerOption,
} from "@fluentui/react-components";
import { type Ref, useState } from "react";
import { useTranslation } from "react-i18next";
import { parseList } from "./numbers.ts";
import type { RowAria } from "./setting-row.tsx";

const useStyles = makeStyles({
  control: { minHeight: "32px" },
});

/**
 * Several texts: picked from `known` ones, or typed (a comma, Enter, or leaving the input takes what was typed; a pasted list is
 * split). With no known ones it is a plain input for a list.
 */
export function TagsInput({
  value,
  known = [],
  aria,
  placeholder,
  onChange,
  onBlur,
  ref,
}: {
  value: readonly string[];
  known?: readonly string[];
  aria: RowAria;
  placeholder?: string | undefined;
  onChange: (value: string[]) => void;
  onBlur?: () => void;
  ref?: Ref<HTMLInputElement>;
}) {
  const { t } = useTranslation("form");
  const styles = useStyles();
  const [typed, setTyped] = useState("");
  const add = (text: string) => {
    const fresh = parseList(text).filter((one) => !value.includes(one));
    if (fresh.length > 0) onChange([...value, ...fresh]);
    setTyped("");
  };
  const wanted = typed.trim().toLowerCase();
  const offered = known.filter((one) => !value.includes(one) && one.toLowerCase().includes(wanted));
  return (
    <TagPicker
      noPopover={known.length === 0}
      size="medium"
      selectedOptions={[...value]}
      onOptionSelect={(_, data) => {
        onChange(data.selectedOptions.filter((one) => one !== ""));
        setTyped("");
      }}
    >
      <TagPickerControl className={styles.control}>
        <TagPickerGroup aria-label={t("tags.chosen")}>
          {value.map((one) => (
            <Tag key={one} value={one} size="small" shape="rounded">
              {one}
            </Tag>
          ))}
        </TagPickerGroup>
        <TagPickerInput
          ref={ref}
          id={aria.id}
          aria-labelledby={aria.labelId}
          aria-describedby={aria["aria-describedby"]}
          aria-invalid={aria["aria-invalid"]}
          placeholder={value.length === 0 ? placeholder : undefined}
          value={typed}
          onChange={(change) => {
            const text = change.target.value;
            if (/[,;\n]/.test(text)) add(text);
            else setTyped(text);
          }}
          onKeyDown={(key) => {
            // With an option under the cursor the picker takes Enter itself.
            if (key.key === "Enter" && wanted !== "" && !key.currentTarget.getAttribute("aria-activedescendant")) {
              key.preventDefault();
              add(typed);
            }
          }}
          onBlur={() => {
            add(typed);
            onBlur?.();
          }}
        />
      </TagPickerControl>
      <TagPickerList>
        {offered.map((one) => (
          <TagPickerOption key={one} value={one}>
            {one}
          </TagPickerOption>
        ))}
        {wanted !== "" && !known.includes(typed.trim()) && (
          <TagPickerOption value={typed.trim()} text={typed.trim()}>
            {t("tags.add", { text: typed.trim() })}
          </TagPickerOption>
        )}
        {offered.length === 0 && wanted === "" && (
          <TagPickerOption value="" text="">
            {t("tags.typeMore")}
          </TagPickerOption>
        )}
      </TagPickerList>
    </TagPicker>
  );
}
