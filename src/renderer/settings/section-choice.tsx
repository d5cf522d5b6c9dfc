import { Dropdown, makeStyles, Option, Tab, TabList, tokens } from "@fluentui/react-components";
import { useTranslation } from "react-i18next";
import { UnsavedMark } from "../ui/unsaved-mark.tsx";

const useStyles = makeStyles({
  // Some languages' words need a second line in a small window.
  tabs: { flexWrap: "wrap", margin: `0 calc(-1 * ${tokens.spacingHorizontalMNudge}) ${tokens.spacingVerticalM}` },
  menu: { width: "100%", marginBottom: tokens.spacingVerticalM },
});

/** Which section of the settings is shown: tabs; on a phone, where most of them would be out of sight, one menu of all. */
export function SectionChoice<Name extends string>({
  names,
  chosen,
  dirty,
  menu,
  onChoose,
}: {
  names: readonly Name[];
  chosen: Name;
  /** Those with something that is not saved. */
  dirty: Partial<Record<Name, boolean>>;
  menu: boolean;
  onChoose: (name: Name) => void;
}) {
  const { t } = useTranslation("settings");
  const styles = useStyles();
  const word = (name: Name) => t(`section.${name}` as "section.receiver");
  const mark = (name: Name) => dirty[name] === true && <UnsavedMark label={t("section.unsaved")} />;
  if (menu)
    return (
      <Dropdown
        className={styles.menu}
        aria-label={t("section.label")}
        value={word(chosen)}
        selectedOptions={[chosen]}
        onOptionSelect={(_, { optionValue }) => onChoose(names.find((name) => name === optionValue) ?? chosen)}
      >
        {names.map((name) => (
          <Option key={name} value={name} text={word(name)}>
            {word(name)}
            {mark(name)}
          </Option>
        ))}
      </Dropdown>
    );
  return (
    <TabList
      className={styles.tabs}
      selectedValue={chosen}
      onTabSelect={(_, { value }) => onChoose(names.find((name) => name === value) ?? chosen)}
    >
      {names.map((name) => (
        <Tab key={name} value={name} aria-controls={`section-${name}`}>
          {word(name)}
          {mark(name)}
        </Tab>
      ))}
    </TabList>
  );
}
