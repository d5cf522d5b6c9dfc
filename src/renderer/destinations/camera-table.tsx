import {
  Button,
  makeStyles,
  Table,
  TableBody,
  TableCell,
  TableHeader,
  TableHeaderCell,
  TableRow,
  Tooltip,
  tokens,
} from "@fluentui/react-components";
import { Dismiss16Regular, Lightbulb16Regular } from "@fluentui/react-icons";
import { useTranslation } from "react-i18next";
import { StateShape } from "../ui/state-shape.tsx";
import { Time } from "../ui/time.tsx";
import { useFormats } from "../ui/use-formats.ts";
import { type CameraRow, mappingState, suggestion, type VendorCamera } from "./camera-rows.ts";
import { CameraTarget, useCameraWords } from "./camera-target.tsx";

const phone = "@media (max-width: 640px)";

const useStyles = makeStyles({
  table: { tableLayout: "fixed", minWidth: 0 },
  head: { color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200 },
  row: { height: "44px" },
  camera: { width: "30%", overflowWrap: "anywhere", [phone]: { width: "40%" } },
  seen: { width: "26%", color: tokens.colorNeutralForeground2, fontSize: tokens.fontSizeBase200, [phone]: { display: "none" } },
  cell: { padding: `${tokens.spacingVerticalXS} 0`, minWidth: 0 },
  target: { display: "flex", gap: tokens.spacingHorizontalXS, minWidth: 0 },
  below: {
    display: "flex",
    alignItems: "center",
    gap: tokens.spacingHorizontalXS,
    marginTop: tokens.spacingVerticalXXS,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    overflowWrap: "anywhere",
  },
  suggest: { maxWidth: "100%", justifyContent: "flex-start", textAlign: "start", fontWeight: tokens.fontWeightRegular },
});

/** Our cameras at the left, the destination's at the right: picked where it lists any, else typed. */
export function CameraTable({
  rows,
  theirs,
  destination,
  onTarget,
}: {
  rows: readonly CameraRow[];
  /** null where the destination lists none, or did not answer. */
  theirs: readonly VendorCamera[] | null;
  destination: string;
  onTarget: (camera: string, target: string) => void;
}) {
  const { t } = useTranslation("destinations");
  const styles = useStyles();
  const formats = useFormats();
  return (
    <Table size="small" className={styles.table} aria-label={t("cameras.table")}>
      <TableHeader>
        <TableRow className={styles.head}>
          <TableHeaderCell className={styles.camera}>{t("cameras.camera")}</TableHeaderCell>
          <TableHeaderCell className={styles.seen}>{t("cameras.seen")}</TableHeaderCell>
          <TableHeaderCell>{t("cameras.target", { name: destination })}</TableHeaderCell>
        </TableRow>
      </TableHeader>
      <TableBody>
        {rows.map((row) => (
          <TableRow key={row.camera} className={styles.row}>
            <TableCell className={styles.camera}>{row.camera}</TableCell>
            <TableCell className={styles.seen}>
              {row.seen === null ? (
                t("cameras.notSeen")
              ) : (
                <>
                  {t("cameras.reads", { count: row.seen.reads, number: formats.number(row.seen.reads) })}{" "}
                  <Time at={row.seen.lastSeenAt} precision="minute" />
                </>
              )}
            </TableCell>
            <TableCell>
              <div className={styles.cell}>
                <div className={styles.target}>
                  <CameraTarget row={row} theirs={theirs ?? []} onTarget={(target) => onTarget(row.camera, target)} />
                  {row.target !== "" && (
                    <Tooltip content={t("cameras.clearHint")} relationship="description" withArrow>
                      <Button
                        appearance="subtle"
                        icon={<Dismiss16Regular />}
                        aria-label={t("cameras.clear", { camera: row.camera })}
                        onClick={() => onTarget(row.camera, "")}
                      />
                    </Tooltip>
                  )}
                </div>
                <Below row={row} theirs={theirs} destination={destination} onTarget={onTarget} />
              </div>
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

/** What is wrong with a mapping, and which one is likely meant. */
function Below({
  row,
  theirs,
  destination,
  onTarget,
}: {
  row: CameraRow;
  theirs: readonly VendorCamera[] | null;
  destination: string;
  onTarget: (camera: string, target: string) => void;
}) {
  const { t } = useTranslation("destinations");
  const styles = useStyles();
  const words = useCameraWords();
  const state = mappingState(row, theirs);
  const meant = suggestion(row, theirs);
  if (meant !== null)
    return (
      <div className={styles.below}>
        <Button
          size="small"
          className={styles.suggest}
          icon={<Lightbulb16Regular />}
          aria-label={t("cameras.suggestFor", { camera: row.camera, target: words(meant) })}
          onClick={() => onTarget(row.camera, meant.id)}
        >
          {t("cameras.suggest", { target: words(meant) })}
        </Button>
      </div>
    );
  if (state !== "gone" && state !== "unknown") return null;
  return (
    <div className={styles.below} data-mapping={state}>
      <StateShape state="warning" />
      {t(`cameras.${state}`, { name: destination })}
    </div>
  );
}
