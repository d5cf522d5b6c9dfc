import { Button, makeStyles, mergeClasses, tokens } from "@fluentui/react-components";
import { CheckmarkCircle16Filled, ErrorCircle16Filled } from "@fluentui/react-icons";
import { type ReactNode, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { Waiting } from "../ui/waiting.tsx";

/** How the last saving went; a refusal that is about one input stands there, and here is only that there is one. */
export type SaveOutcome = { state: "idle" } | { state: "saving" } | { state: "saved" } | { state: "failed"; message: string };

const useStyles = makeStyles({
  bar: {
    display: "flex",
    alignItems: "center",
    flexWrap: "wrap",
    gap: tokens.spacingHorizontalS,
    padding: `${tokens.spacingVerticalM} 0`,
  },
  // While something is unsaved it stays in sight, over what scrolls below it; the page's own lower padding is covered too.
  stuck: {
    position: "sticky",
    bottom: `calc(-1 * ${tokens.spacingVerticalL})`,
    zIndex: 1,
    marginTop: tokens.spacingVerticalM,
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
    backgroundColor: tokens.colorNeutralBackground1,
  },
  words: {
    display: "flex",
    alignItems: "center",
    gap: tokens.spacingHorizontalXS,
    minWidth: 0,
    color: tokens.colorNeutralForeground2,
  },
  good: { color: tokens.colorStatusSuccessForeground1 },
  bad: { color: tokens.colorPaletteRedForeground1 },
  mark: { flexShrink: 0 },
});

/** Save and discard of one section, and in words how it stands: unsaved, saving, saved, or why not. */
export function SaveBar({
  dirty,
  outcome,
  save,
  always = false,
  onDiscard,
  children,
}: {
  dirty: boolean;
  outcome: SaveOutcome;
  /** The button's words. */
  save: string;
  /** Saving makes sense although nothing was changed: a new destination whose defaults are right. */
  always?: boolean;
  onDiscard?: () => void;
  /** Further buttons. */
  children?: ReactNode;
}) {
  const { t } = useTranslation("form");
  const styles = useStyles();
  const saved = useFading(outcome.state === "saved");
  return (
    <div className={mergeClasses(styles.bar, (dirty || always || outcome.state === "failed") && styles.stuck)}>
      <Button type="submit" appearance="primary" disabledFocusable={outcome.state === "saving" || !(dirty || always)}>
        {save}
      </Button>
      {onDiscard !== undefined && (
        <Button disabledFocusable={!dirty && !always} onClick={onDiscard}>
          {t(always ? "save.cancel" : "save.discard")}
        </Button>
      )}
      {children}
      <span className={styles.words} role="status">
        {outcome.state === "saving" && <Waiting size="extra-tiny" label={t("save.saving")} />}
        {outcome.state === "failed" && (
          <>
            <ErrorCircle16Filled className={mergeClasses(styles.mark, styles.bad)} aria-hidden />
            <span className={styles.bad}>{outcome.message}</span>
          </>
        )}
        {saved && !dirty && outcome.state === "saved" && (
          <>
            <CheckmarkCircle16Filled className={mergeClasses(styles.mark, styles.good)} aria-hidden />
            {t("save.saved")}
          </>
        )}
        {dirty && (outcome.state === "idle" || outcome.state === "saved") && !always && t("save.unsaved")}
      </span>
    </div>
  );
}

/** True for some seconds after `on` became true. */
function useFading(on: boolean): boolean {
  const [shown, setShown] = useState(on);
  useEffect(() => {
    setShown(on);
    if (!on) return;
    const timer = setTimeout(() => setShown(false), 8_000);
    return () => clearTimeout(timer);
  }, [on]);
  return shown;
}
