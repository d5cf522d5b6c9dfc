import { makeStyles, tokens } from "@fluentui/react-components";
import { AddCircle16Regular, EditRegular, SubtractCircle16Regular } from "@fluentui/react-icons";
import { useTranslation } from "react-i18next";
import type { SettingsChange, SettingsImportPreview } from "../../shared/settings-changes.ts";
import { useFormats } from "../ui/use-formats.ts";

const useStyles = makeStyles({
  list: { margin: 0, padding: 0, listStyleType: "none", width: "100%" },
  change: { padding: `${tokens.spacingVerticalS} 0`, borderTop: `1px solid ${tokens.colorNeutralStroke2}` },
  head: { display: "flex", flexWrap: "wrap", alignItems: "center", gap: tokens.spacingHorizontalXS },
  name: { fontWeight: tokens.fontWeightSemibold, overflowWrap: "anywhere" },
  about: { color: tokens.colorNeutralForeground2 },
  fields: { margin: 0, paddingLeft: tokens.spacingHorizontalXL, fontSize: tokens.fontSizeBase200 },
  field: { overflowWrap: "anywhere" },
  words: { margin: 0 },
});

const shapes = { added: AddCircle16Regular, changed: EditRegular, removed: SubtractCircle16Regular };

/** What an import would add, change and remove, noun by noun; secrets are said to change, and never shown. */
export function SettingsChanges({ preview }: { preview: SettingsImportPreview }) {
  const { t } = useTranslation("settings");
  const styles = useStyles();
  const { changes, program } = preview;
  const count = (kind: SettingsChange["kind"]) => changes.filter((change) => change.kind === kind).length;
  return (
    <>
      <p className={styles.words} role="status" data-testid="import-sums">
        {changes.length === 0
          ? t("file.nothing")
          : t("file.sums", { added: count("added"), changed: count("changed"), removed: count("removed") })}
        {program !== null && ` ${t("file.program", { program })}`}
      </p>
      {changes.length > 0 && (
        <ul className={styles.list} aria-label={t("file.changes")} data-testid="import-changes">
          {changes.map((change) => (
            <Change key={`${change.noun} ${change.kind} ${change.name}`} change={change} />
          ))}
        </ul>
      )}
    </>
  );
}

function Change({ change }: { change: SettingsChange }) {
  const { t } = useTranslation("settings");
  const styles = useStyles();
  const formats = useFormats();
  const { noun, name, kind, fields, plates } = change;
  const Shape = shapes[kind];
  return (
    <li className={styles.change}>
      <span className={styles.head}>
        <Shape aria-hidden />
        <span>{t(`file.kind.${kind}`)}</span>
        <span className={styles.about}>{t(`file.noun.${noun}`)}</span>
        {name !== null && <span className={styles.name}>{name}</span>}
        {plates !== null && (
          <span className={styles.about}>
            {t("file.platesChange", {
              added: formats.number(plates.added),
              updated: formats.number(plates.updated),
              removed: formats.number(plates.removed),
            })}
          </span>
        )}
      </span>
      {fields.length > 0 && (
        <ul className={styles.fields}>
          {fields.map((field) => (
            <li key={field.path} className={styles.field}>
              {field.secret
                ? t("file.secretField", { path: field.path })
                : t("file.field", { path: field.path, from: field.from ?? t("file.unset"), to: field.to ?? t("file.unset") })}
            </li>
          ))}
        </ul>
      )}
    </li>
  );
}
