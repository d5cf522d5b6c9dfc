import {
  Button,
  makeStyles,
  mergeClasses,
  Switch,
  Table,
  TableBody,
  TableCell,
  TableHeader,
  TableHeaderCell,
  TableRow,
  Tooltip,
  tokens,
} from "@fluentui/react-components";
import { Delete20Regular, Edit20Regular, Key16Regular } from "@fluentui/react-icons";
import { useTranslation } from "react-i18next";
import type { SettingsView } from "../../main/console/backend.ts";

export type SourceView = SettingsView["receiver"]["sources"][number];

const phone = "@media (max-width: 640px)";

const useStyles = makeStyles({
  table: { tableLayout: "fixed", minWidth: 0 },
  head: { color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200 },
  row: { height: "44px" },
  name: { width: "40%", overflowWrap: "anywhere", fontWeight: tokens.fontWeightSemibold },
  narrow: { width: "88px", [phone]: { width: "72px" } },
  column: { [phone]: { display: "none" } },
  // On a phone the token's column is a line under the name.
  folded: { display: "none", fontWeight: tokens.fontWeightRegular, [phone]: { display: "flex" } },
  token: { display: "flex", alignItems: "center", gap: tokens.spacingHorizontalXS },
  quiet: { color: tokens.colorNeutralForeground3 },
  last: { "& .fui-TableHeaderCell__button": { justifyContent: "flex-end" } },
  acts: { display: "flex", justifyContent: "flex-end" },
});

/** The sources: name, whether it may post, whether it has a token; a token itself is never here. */
export function SourceTable({
  sources,
  onEdit,
  onRemove,
  onEnabled,
}: {
  sources: readonly SourceView[];
  onEdit: (source: SourceView) => void;
  onRemove: (source: SourceView) => void;
  onEnabled: (source: SourceView, enabled: boolean) => void;
}) {
  const { t } = useTranslation("settings");
  const styles = useStyles();
  return (
    <Table size="small" className={styles.table} aria-label={t("sources.title")}>
      <TableHeader>
        <TableRow className={styles.head}>
          <TableHeaderCell className={styles.name}>{t("sources.column.name")}</TableHeaderCell>
          <TableHeaderCell className={styles.column}>{t("sources.column.token")}</TableHeaderCell>
          <TableHeaderCell className={styles.narrow}>{t("sources.column.enabled")}</TableHeaderCell>
          <TableHeaderCell className={mergeClasses(styles.narrow, styles.last)}>{t("sources.column.acts")}</TableHeaderCell>
        </TableRow>
      </TableHeader>
      <TableBody>
        {sources.map((source) => (
          <TableRow key={source.id} className={styles.row}>
            <TableCell className={styles.name}>
              {source.name}
              <TokenState set={source.hasToken} className={styles.folded} />
            </TableCell>
            <TableCell className={styles.column}>
              <TokenState set={source.hasToken} />
            </TableCell>
            <TableCell className={styles.narrow}>
              <Switch
                aria-label={t("sources.enable", { name: source.name })}
                checked={source.enabled}
                onChange={(_, data) => onEnabled(source, data.checked)}
              />
            </TableCell>
            <TableCell className={styles.narrow}>
              <div className={styles.acts}>
                <Tooltip content={t("sources.edit", { name: source.name })} relationship="label" withArrow>
                  <Button appearance="subtle" size="small" icon={<Edit20Regular />} onClick={() => onEdit(source)} />
                </Tooltip>
                <Tooltip content={t("sources.remove.button", { name: source.name })} relationship="label" withArrow>
                  <Button appearance="subtle" size="small" icon={<Delete20Regular />} onClick={() => onRemove(source)} />
                </Tooltip>
              </div>
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

function TokenState({ set, className }: { set: boolean; className?: string }) {
  const { t } = useTranslation("settings");
  const styles = useStyles();
  return (
    <span className={mergeClasses(styles.token, !set && styles.quiet, className)}>
      {set && <Key16Regular aria-hidden />}
      {t(set ? "sources.token.set" : "sources.token.notSet")}
    </span>
  );
}
