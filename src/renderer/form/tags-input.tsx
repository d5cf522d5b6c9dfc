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
import { type ReactElement, type Ref, useState } from "react";
import { useTranslation } from "react-i18next";
import { parseList } from "./numbers.ts";
import type { RowAria } from "./setting-row.tsx";

const useStyles = makeStyles({
  control: { minHeight: "32px" },
});

/** A value that can be picked, how it is called, and a mark before its name. */
export interface KnownTag {
  value: string;
  label: string;
  mark?: ReactElement | undefined;
}

/**
 * Several texts: picked from `known` ones, or typed (a comma, Enter, or leaving the input takes what was typed; a pasted list is
 * split). With no known ones it is a plain input for a list. Under `pickOnly` typing only finds.
 */
export function TagsInput({
  value,
  known: offeredTags = [],
  pickOnly = false,
  unknownLabel = (one) => one,
  aria,
  placeholder,
  onChange,
  onFocus,
  onBlur,
  ref,
}: {
  value: readonly string[];
  known?: readonly (string | KnownTag)[];
  pickOnly?: boolean;
  /** What a chosen value is called that is not among the known ones. */
  unknownLabel?: (value: string) => string;
  aria: RowAria;
  placeholder?: string | undefined;
  onChange: (value: string[]) => void;
  onFocus?: () => void;
  onBlur?: () => void;
  ref?: Ref<HTMLInputElement>;
}) {
  const { t } = useTranslation("form");
  const styles = useStyles();
  const [typed, setTyped] = useState("");
  const known = offeredTags.map((one) => (typeof one === "string" ? { value: one, label: one } : one));
  const wanted = typed.trim().toLowerCase();
  const offered = known.filter((one) => !value.includes(one.value) && one.label.toLowerCase().includes(wanted));
  const add = (text: string) => {
    const named = (one: string) => known.find(({ label }) => label.toLowerCase() === one.toLowerCase())?.value;
    const fresh = parseList(text)
      .map((one) => named(one) ?? (pickOnly ? "" : one))
      .filter((one) => one !== "" && !value.includes(one));
    if (fresh.length > 0) onChange([...value, ...new Set(fresh)]);
    setTyped("");
  };
  const tagOf = (one: string): KnownTag => known.find((tag) => tag.value === one) ?? { value: one, label: unknownLabel(one) };
  return (
    <TagPicker
      noPopover={known.length === 0 && !pickOnly}
      size="medium"
      selectedOptions={[...value]}
      onOptionSelect={(_, data) => {
        onChange(data.selectedOptions.filter((one) => one !== ""));
        setTyped("");
      }}
    >
      <TagPickerControl className={styles.control}>
        <TagPickerGroup aria-label={t("tags.chosen")}>
          {value.map(tagOf).map((one) => (
            <Tag key={one.value} value={one.value} size="small" shape="rounded" {...(one.mark && { media: one.mark })}>
              {one.label}
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
          onFocus={onFocus}
          onBlur={() => {
            add(typed);
            onBlur?.();
          }}
        />
      </TagPickerControl>
      <TagPickerList>
        {offered.map((one) => (
          <TagPickerOption key={one.value} value={one.value} text={one.label} {...(one.mark && { media: one.mark })}>
            {one.label}
          </TagPickerOption>
        ))}
        {!pickOnly && wanted !== "" && !known.some(({ label }) => label.toLowerCase() === wanted) && (
          <TagPickerOption value={typed.trim()} text={typed.trim()}>
            {t("tags.add", { text: typed.trim() })}
          </TagPickerOption>
        )}
        {offered.length === 0 && (pickOnly || wanted === "") && (
          <TagPickerOption value="" text="">
            {t(pickOnly ? "tags.noMore" : "tags.typeMore")}
          </TagPickerOption>
        )}
      </TagPickerList>
    </TagPicker>
  );
}
