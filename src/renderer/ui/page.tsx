import { makeStyles, mergeClasses, Subtitle1, tokens } from "@fluentui/react-components";
import { type ReactNode, useEffect } from "react";
import { useTranslation } from "react-i18next";

const useStyles = makeStyles({
  page: { display: "flex", flexDirection: "column", height: "100%", minWidth: 0, minHeight: 0 },
  header: {
    flexShrink: 0,
    display: "flex",
    alignItems: "center",
    flexWrap: "wrap",
    gap: tokens.spacingHorizontalM,
    minHeight: "48px",
    boxSizing: "border-box",
    padding: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalL}`,
  },
  title: { margin: 0, marginRight: "auto" },
  body: { flex: 1, minHeight: 0, minWidth: 0 },
  scrolls: { overflowY: "auto", padding: `0 ${tokens.spacingHorizontalL} ${tokens.spacingVerticalL}` },
});

/** A page in the frame: title (also the window's), actions at the right, and a body that scrolls unless it does so itself. */
export function Page({
  title,
  actions,
  scrolls = true,
  children,
}: {
  title: string;
  actions?: ReactNode;
  scrolls?: boolean;
  children: ReactNode;
}) {
  const { t } = useTranslation("ui");
  const styles = useStyles();
  useEffect(() => {
    document.title = t("windowTitle", { page: title });
  }, [t, title]);
  return (
    <section className={styles.page} aria-label={title}>
      <header className={styles.header}>
        <Subtitle1 as="h1" className={styles.title}>
          {title}
        </Subtitle1>
        {actions}
      </header>
      <div className={mergeClasses(styles.body, scrolls && styles.scrolls)}>{children}</div>
    </section>
  );
}
