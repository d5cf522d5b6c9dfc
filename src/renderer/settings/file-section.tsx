import { makeStyles, tokens } from "@fluentui/react-components";
import { ExportSettings } from "./export-settings.tsx";
import { ImportSettings } from "./import-settings.tsx";

const useStyles = makeStyles({
  section: { display: "flex", flexDirection: "column", gap: tokens.spacingVerticalL },
});

/** The settings as a file: to take along, and to bring in. */
export function FileSection() {
  const styles = useStyles();
  return (
    <div className={styles.section}>
      <ExportSettings />
      <ImportSettings />
    </div>
  );
}
