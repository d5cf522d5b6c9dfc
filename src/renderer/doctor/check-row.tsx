import { makeStyles, tokens } from "@fluentui/react-components";
import { ChevronRight16Regular } from "@fluentui/react-icons";
import { useTranslation } from "react-i18next";
import type { CheckLevel, DoctorCheck } from "../../shared/doctor.ts";
import { CopyField } from "../ui/copy-field.tsx";
import { type ShapeName, StateShape } from "../ui/state-shape.tsx";
import { TextLink } from "../ui/text-link.tsx";
import { useFormats } from "../ui/use-formats.ts";
import { wordsOf } from "./words.ts";

/** The shape of a level. */
export const levelShapes: Record<CheckLevel, ShapeName> = { ok: "ok", attention: "warning", broken: "error", unknown: "idle" };

const phone = "@media (max-width: 640px)";

const useStyles = makeStyles({
  row: {
    display: "grid",
    gridTemplateColumns: "16px 200px minmax(0, 1fr)",
    columnGap: tokens.spacingHorizontalM,
    rowGap: tokens.spacingVerticalXXS,
    padding: `${tokens.spacingVerticalMNudge} ${tokens.spacingHorizontalL}`,
    ":not(:first-child)": { borderTop: `1px solid ${tokens.colorNeutralStroke2}` },
    [phone]: { gridTemplateColumns: "16px minmax(0, 1fr)", padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalM}` },
  },
  shape: { marginTop: "2px" },
  head: { display: "flex", flexDirection: "column", minWidth: 0 },
  name: { margin: 0, fontSize: "inherit", lineHeight: "inherit", fontWeight: tokens.fontWeightSemibold },
  state: { color: tokens.colorNeutralForeground2, fontSize: tokens.fontSizeBase200, lineHeight: tokens.lineHeightBase200 },
  words: {
    display: "flex",
    flexDirection: "column",
    gap: tokens.spacingVerticalXS,
    minWidth: 0,
    overflowWrap: "anywhere",
    [phone]: { gridColumn: "2" },
  },
  sentence: { margin: 0 },
  details: {
    margin: 0,
    padding: 0,
    listStyleType: "none",
    color: tokens.colorNeutralForeground2,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
  },
  remedies: { display: "flex", flexWrap: "wrap", columnGap: tokens.spacingHorizontalL },
});

/**
 * One hop: shape, name and word at the left, what it means and what to do at the right. `brief`: without the details, where the
 * page shows them otherwise.
 */
export function CheckRow({ check, brief = false }: { check: DoctorCheck; brief?: boolean }) {
  const { t } = useTranslation("doctor");
  const styles = useStyles();
  const formats = useFormats();
  const { state, sentence, details, copy, remedies } = wordsOf(check, t, formats);
  return (
    <li className={styles.row} data-testid={`hop-${check.hop}`} data-level={check.level}>
      <StateShape state={levelShapes[check.level]} className={styles.shape} />
      <div className={styles.head}>
        <h3 className={styles.name}>{t(`hop.${check.hop}`)}</h3>
        <span className={styles.state}>{state ?? t(`level.${check.level}`)}</span>
      </div>
      <div className={styles.words}>
        <p className={styles.sentence}>{sentence}</p>
        {!brief && details.length > 0 && (
          <ul className={styles.details}>
            {details.map((detail) => (
              <li key={detail}>{detail}</li>
            ))}
          </ul>
        )}
        {copy !== null && <CopyField label={copy.label} text={copy.text} wrap />}
        {remedies.length > 0 && (
          <div className={styles.remedies}>
            {remedies.map(({ to, text }) => (
              <TextLink key={to} href={to}>
                {text}
                <ChevronRight16Regular aria-hidden />
              </TextLink>
            ))}
          </div>
        )}
      </div>
    </li>
  );
}
