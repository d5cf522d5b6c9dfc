import { Button, Label, makeStyles, mergeClasses, Tooltip, tokens, useId } from "@fluentui/react-components";
import { ArrowReset20Regular, ErrorCircle12Filled, Warning12Filled } from "@fluentui/react-icons";
import { type ReactNode, useId as useReactId } from "react";
import { useTranslation } from "react-i18next";

const phone = "@media (max-width: 640px)";

const useStyles = makeStyles({
  group: {
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusLarge,
    backgroundColor: tokens.colorNeutralBackground1,
  },
  section: { display: "flex", flexDirection: "column" },
  above: { display: "flex", flexDirection: "column", marginBottom: tokens.spacingVerticalS },
  heading: {
    margin: 0,
    fontSize: tokens.fontSizeBase300,
    fontWeight: tokens.fontWeightSemibold,
    lineHeight: tokens.lineHeightBase300,
  },
  intro: {
    margin: 0,
    color: tokens.colorNeutralForeground2,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
  },
  row: {
    display: "grid",
    gridTemplateColumns: "minmax(0, 1fr) minmax(0, 340px)",
    alignItems: "center",
    columnGap: tokens.spacingHorizontalXXL,
    rowGap: tokens.spacingVerticalXS,
    padding: `${tokens.spacingVerticalSNudge} ${tokens.spacingHorizontalL}`,
    minHeight: "52px",
    boxSizing: "border-box",
    ":not(:first-child)": { borderTop: `1px solid ${tokens.colorNeutralStroke2}` },
    [phone]: { gridTemplateColumns: "minmax(0, 1fr)", padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalM}` },
  },
  stacked: { gridTemplateColumns: "minmax(0, 1fr)", padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalL}` },
  // A switch stays beside its words even on a phone.
  small: { gridTemplateColumns: "minmax(0, 1fr) auto", [phone]: { gridTemplateColumns: "minmax(0, 1fr) auto" } },
  words: { display: "flex", flexDirection: "column", minWidth: 0 },
  title: { display: "flex", alignItems: "center", gap: tokens.spacingHorizontalXS, minHeight: "24px" },
  help: {
    color: tokens.colorNeutralForeground3,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    overflowWrap: "anywhere",
  },
  control: { display: "flex", flexDirection: "column", gap: tokens.spacingVerticalXXS, minWidth: 0 },
  // Fluent's switch has a margin of its own: without it the switches line up with the inputs above and below.
  flush: { marginRight: `calc(-1 * ${tokens.spacingHorizontalS})` },
  problem: {
    display: "flex",
    alignItems: "baseline",
    gap: tokens.spacingHorizontalXS,
    color: tokens.colorPaletteRedForeground1,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    overflowWrap: "anywhere",
  },
  notice: { color: tokens.colorNeutralForeground1 },
  mark: { flexShrink: 0, position: "relative", top: "1px" },
  warning: { color: tokens.colorStatusWarningForeground3 },
});

/** What a row gives to the input in it, so that label, help and problem belong to it for everybody. */
export interface RowAria {
  id: string;
  labelId: string;
  "aria-describedby": string | undefined;
  "aria-invalid": boolean;
  "aria-required": boolean;
}

/** Rows that belong together, in one frame; `title` is a heading above it. */
export function SettingGroup({
  title,
  intro,
  bare = false,
  children,
}: {
  title?: string;
  intro?: ReactNode;
  /** Without the frame: what is in it has frames of its own. */
  bare?: boolean;
  children: ReactNode;
}) {
  const styles = useStyles();
  const id = useReactId();
  return (
    <section className={styles.section} {...(title === undefined ? {} : { "aria-labelledby": id })}>
      {(title !== undefined || intro !== undefined) && (
        <div className={styles.above}>
          {title !== undefined && (
            <h2 className={styles.heading} id={id}>
              {title}
            </h2>
          )}
          {intro !== undefined && <p className={styles.intro}>{intro}</p>}
        </div>
      )}
      <div className={mergeClasses(!bare && styles.group)}>{children}</div>
    </section>
  );
}

/**
 * One setting: what it is at the left, its input at the right (or below, where it needs the width), its problem under the
 * input. `layout`: "beside" for one input, "small" for a switch, "stacked" for several inputs, which are labelled as a group, "fact" for something that is only read.
 */
export function SettingRow({
  title,
  help,
  problem,
  notice,
  required = false,
  layout = "beside",
  reset,
  children,
}: {
  title: string;
  help?: ReactNode;
  problem?: string | undefined;
  /** What somebody else found wrong with what is kept; it stays until that is told otherwise. */
  notice?: string | undefined;
  required?: boolean;
  layout?: "beside" | "small" | "stacked" | "fact";
  /** Offered where the value differs from its default. */
  reset?: { to: string; do: () => void } | null;
  children: (aria: RowAria) => ReactNode;
}) {
  const { t } = useTranslation("form");
  const styles = useStyles();
  const id = useId("setting");
  const hasHelp = help !== undefined && help !== null && help !== "";
  const described = [
    hasHelp ? `${id}-help` : "",
    notice === undefined ? "" : `${id}-notice`,
    problem === undefined ? "" : `${id}-problem`,
  ]
    .filter(Boolean)
    .join(" ");
  const aria: RowAria = {
    id,
    labelId: `${id}-label`,
    "aria-describedby": described || undefined,
    "aria-invalid": problem !== undefined,
    "aria-required": required,
  };
  return (
    <div
      className={mergeClasses(
        styles.row,
        layout === "stacked" && styles.stacked,
        (layout === "small" || layout === "fact") && styles.small,
      )}
    >
      <div className={styles.words}>
        <div className={styles.title}>
          {layout === "stacked" || layout === "fact" ? (
            <Label as={"span" as "label"} id={aria.labelId} required={required}>
              {title}
            </Label>
          ) : (
            <Label htmlFor={id} id={aria.labelId} required={required}>
              {title}
            </Label>
          )}
          {reset && (
            <Tooltip content={t("resetTo", { value: reset.to })} relationship="description" withArrow>
              <Button
                size="small"
                appearance="transparent"
                icon={<ArrowReset20Regular />}
                aria-label={t("reset", { title })}
                onClick={reset.do}
              />
            </Tooltip>
          )}
        </div>
        {hasHelp && (
          <span className={styles.help} id={`${id}-help`}>
            {help}
          </span>
        )}
      </div>
      <div className={mergeClasses(styles.control, layout === "small" && styles.flush)}>
        {children(aria)}
        {notice !== undefined && (
          <span className={mergeClasses(styles.problem, styles.notice)} id={`${id}-notice`}>
            <Warning12Filled className={mergeClasses(styles.mark, styles.warning)} aria-hidden />
            {notice}
          </span>
        )}
        {problem !== undefined && (
          <span className={styles.problem} id={`${id}-problem`} role="alert">
            <ErrorCircle12Filled className={styles.mark} aria-hidden />
            {problem}
          </span>
        )}
      </div>
    </div>
  );
}
