import { Dropdown, makeStyles, Option, tokens } from "@fluentui/react-components";
import { type Ref, useMemo } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import { findList } from "../../shared/plate-words.ts";
import { useLists } from "../app/use-lists.ts";
import { ListMark } from "../ui/list-mark.tsx";
import type { RowAria } from "./setting-row.tsx";
import { type KnownTag, TagsInput } from "./tags-input.tsx";

const useStyles = makeStyles({
  full: { width: "100%", minWidth: 0 },
  named: { display: "flex", alignItems: "center", gap: tokens.spacingHorizontalXS, minWidth: 0 },
  make: { color: tokens.colorBrandForegroundLink, fontSize: tokens.fontSizeBase200 },
});

/** One of the plate lists, by its id; "" for none. A settings file may name it by its name, which is understood too. */
export function ListPicker({
  value,
  aria,
  onChange,
  onBlur,
  ref,
}: {
  value: string;
  aria: RowAria;
  onChange: (id: string) => void;
  onBlur: () => void;
  ref?: Ref<HTMLButtonElement>;
}) {
  const { t } = useTranslation("form");
  const styles = useStyles();
  const lists = useLists();
  const { labelId, ...forInput } = aria;
  const chosen = findList(lists, value);
  const missing = value !== "" && chosen === undefined;
  return (
    <>
      <Dropdown
        {...forInput}
        aria-labelledby={labelId}
        ref={ref}
        className={styles.full}
        selectedOptions={[chosen?.id ?? value]}
        button={{ children: <Named color={chosen?.color} name={nameOf()} /> }}
        value={nameOf()}
        onOptionSelect={(_, data) => onChange(data.optionValue ?? "")}
        onBlur={onBlur}
      >
        <Option value="" text={t("none")}>
          {t("none")}
        </Option>
        {lists.map((list) => (
          <Option key={list.id} value={list.id} text={list.name}>
            <Named color={list.color} name={list.name} />
          </Option>
        ))}
        {missing && (
          <Option value={value} text={nameOf()}>
            {nameOf()}
          </Option>
        )}
      </Dropdown>
      {lists.length === 0 && <MakeList />}
    </>
  );

  function nameOf(): string {
    if (chosen !== undefined) return chosen.name;
    return missing ? t("lists.gone", { list: value }) : t("none");
  }
}

function Named({ color, name }: { color: Parameters<typeof ListMark>[0]["color"] | undefined; name: string }) {
  const styles = useStyles();
  return (
    <span className={styles.named}>
      {color !== undefined && <ListMark color={color} />}
      {name}
    </span>
  );
}

/** Several of the plate lists, by their ids. */
export function ListsPicker({
  value,
  aria,
  placeholder,
  onChange,
  onBlur,
  ref,
}: {
  value: readonly string[];
  aria: RowAria;
  placeholder: string;
  onChange: (ids: string[]) => void;
  onBlur?: () => void;
  ref?: Ref<HTMLInputElement>;
}) {
  const { t } = useTranslation("form");
  const lists = useLists();
  const known = useMemo<KnownTag[]>(
    () => lists.map(({ id, name, color }) => ({ value: id, label: name, mark: <ListMark color={color} /> })),
    [lists],
  );
  return (
    <>
      <TagsInput
        value={value}
        known={known}
        pickOnly
        unknownLabel={(list) => findList(lists, list)?.name ?? t("lists.gone", { list })}
        aria={aria}
        placeholder={placeholder}
        onChange={onChange}
        {...(onBlur && { onBlur })}
        {...(ref && { ref })}
      />
      {lists.length === 0 && <MakeList />}
    </>
  );
}

function MakeList() {
  const { t } = useTranslation("form");
  const styles = useStyles();
  return (
    <Link href="/lists" className={styles.make}>
      {t("lists.make")}
    </Link>
  );
}
