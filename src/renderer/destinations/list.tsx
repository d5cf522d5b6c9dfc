import {
  Button,
  makeStyles,
  mergeClasses,
  Table,
  TableBody,
  TableCell,
  TableHeader,
  TableHeaderCell,
  TableRow,
  tokens,
} from "@fluentui/react-components";
import { Add20Regular, PlugConnected48Regular } from "@fluentui/react-icons";
import { useTranslation } from "react-i18next";
import { Link, useLocation } from "wouter";
import type { ForwarderInfo } from "../../main/console/backend.ts";
import type { DestinationView } from "../../shared/destination.ts";
import { useStatus } from "../app/live-context.tsx";
import { useStatusWords } from "../app/status-words.ts";
import { useForwarderTexts } from "../form/use-forwarder-texts.ts";
import { EmptyState } from "../ui/empty-state.tsx";
import { Page } from "../ui/page.tsx";
import { StateShape } from "../ui/state-shape.tsx";
import { phone, useTableStyles } from "../ui/table-styles.ts";
import { useFormats } from "../ui/use-formats.ts";

const medium = "@media (max-width: 1100px)";

const useStyles = makeStyles({
  name: { width: "22%", [phone]: { width: "30%" } },
  kind: { width: "14%", [medium]: { display: "none" } },
  state: { width: "auto" },
  quiet: { color: tokens.colorNeutralForeground3 },
  how: { display: "flex", gap: tokens.spacingHorizontalS, padding: `${tokens.spacingVerticalSNudge} 0`, minWidth: 0 },
  shape: { marginTop: "2px" },
  sentence: {
    color: tokens.colorNeutralForeground2,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    overflowWrap: "anywhere",
  },
  bad: { color: tokens.colorPaletteRedForeground1, fontWeight: tokens.fontWeightSemibold },
});

/** All destinations in a calm table: how each is, what waits, what failed, what arrived today. */
export function DestinationList({
  destinations,
  forwarders,
}: {
  destinations: readonly DestinationView[];
  forwarders: readonly ForwarderInfo[];
}) {
  const { t } = useTranslation("destinations");
  const styles = { ...useTableStyles(), ...useStyles() };
  const [, navigate] = useLocation();
  const add = (
    <Button appearance="primary" icon={<Add20Regular />} onClick={() => navigate("/destinations/new")}>
      {t("add")}
    </Button>
  );
  if (destinations.length === 0)
    return (
      <Page title={t("title")}>
        <EmptyState icon={<PlugConnected48Regular />} title={t("empty.title")} text={t("empty.text")} actions={add} />
      </Page>
    );
  const figures = ["waiting", "failed", "deliveredToday"] as const;
  return (
    <Page title={t("title")} actions={add}>
      <Table size="small" className={styles.table} aria-label={t("title")}>
        <TableHeader>
          <TableRow className={styles.head}>
            <TableHeaderCell className={styles.name}>{t("column.name")}</TableHeaderCell>
            <TableHeaderCell className={styles.kind}>{t("column.kind")}</TableHeaderCell>
            <TableHeaderCell className={styles.state}>{t("column.state")}</TableHeaderCell>
            {figures.map((figure) => (
              <TableHeaderCell key={figure} className={mergeClasses(styles.number, styles.headFigure)}>
                {t(`column.${figure}`)}
              </TableHeaderCell>
            ))}
          </TableRow>
        </TableHeader>
        <TableBody>
          {destinations.map((destination) => (
            <Row
              key={destination.id}
              destination={destination}
              forwarder={forwarders.find((one) => one.type === destination.forwarder)}
              onOpen={() => navigate(`/destinations/${encodeURIComponent(destination.id)}`)}
            />
          ))}
        </TableBody>
      </Table>
    </Page>
  );
}

function Row({
  destination,
  forwarder,
  onOpen,
}: {
  destination: DestinationView;
  forwarder: ForwarderInfo | undefined;
  onOpen: () => void;
}) {
  const { t } = useTranslation("destinations");
  const { t: ui } = useTranslation("ui");
  const styles = { ...useTableStyles(), ...useStyles() };
  const formats = useFormats();
  const texts = useForwarderTexts();
  const words = useStatusWords();
  const status = useStatus()?.destinations.find((one) => one.id === destination.id);
  const state = status?.state ?? (destination.enabled ? "idle" : "disabled");
  const figures = [status?.waiting ?? 0, status?.failed ?? 0, status?.deliveredToday ?? 0] as const;
  return (
    // The name is the link that keyboard and screen reader use; a click anywhere in the row does the same.
    <TableRow className={styles.row} onClick={onOpen}>
      <TableCell className={styles.name}>
        <Link
          className={styles.link}
          href={`/destinations/${encodeURIComponent(destination.id)}`}
          onClick={(click) => click.stopPropagation()}
        >
          {destination.name}
        </Link>
      </TableCell>
      <TableCell className={mergeClasses(styles.kind, styles.quiet)}>
        {forwarder === undefined ? destination.forwarder : texts.name(forwarder)}
      </TableCell>
      <TableCell className={styles.state}>
        <div className={styles.how}>
          <StateShape state={state} className={styles.shape} />
          <div className={styles.words}>
            <span>{ui(`destinationState.${state}`)}</span>
            {status !== undefined && <span className={styles.sentence}>{words.destination(status)}</span>}
            <span className={styles.folded}>
              {t("folded", {
                waiting: formats.number(figures[0]),
                failed: formats.number(figures[1]),
                delivered: formats.number(figures[2]),
              })}
            </span>
          </div>
        </div>
      </TableCell>
      {figures.map((figure, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: three columns, always the same
        <TableCell key={at} className={mergeClasses(styles.number, figure === 0 && styles.quiet)}>
          <span className={mergeClasses(styles.figure, at === 1 && figure > 0 && styles.bad)}>{formats.number(figure)}</span>
        </TableCell>
      ))}
    </TableRow>
  );
}
