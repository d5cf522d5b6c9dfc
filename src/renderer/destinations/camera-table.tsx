import {
  Button,
  Combobox,
  Input,
  makeStyles,
  Option,
  Table,
  TableBody,
  TableCell,
  TableHeader,
  TableHeaderCell,
  TableRow,
  Tooltip,
  tokens,
} from "@fluentui/react-components";
import { Dismiss16Regular } from "@fluentui/react-icons";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Time } from "../ui/time.tsx";
import { useFormats } from "../ui/use-formats.ts";
import type { CameraRow } from "./camera-rows.ts";

const phone = "@media (max-width: 640px)";

interface VendorCamera {
  id: string;
  name: string;
}

const useStyles = makeStyles({
  table: { tableLayout: "fixed", minWidth: 0 },
  head: { color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200 },
  row: { height: "44px" },
  camera: { width: "30%", overflowWrap: "anywhere", [phone]: { width: "40%" } },
  seen: { width: "26%", color: tokens.colorNeutralForeground2, fontSize: tokens.fontSizeBase200, [phone]: { display: "none" } },
  target: { display: "flex", gap: tokens.spacingHorizontalXS, padding: `${tokens.spacingVerticalXS} 0`, minWidth: 0 },
  input: {
    flex: 1,
    minWidth: 0,
    "& input": { width: "100%", minWidth: 0 },
    // Large enough to be hit with a finger.
    "& .fui-Combobox__expandIcon": { width: "24px", height: "24px", alignItems: "center", justifyContent: "center" },
  },
});

/** Our cameras at the left, the destination's at the right: picked where it lists any, else typed. */
export function CameraTable({
  rows,
  theirs,
  destination,
  onTarget,
}: {
  rows: readonly CameraRow[];
  theirs: readonly VendorCamera[];
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
              <div className={styles.target}>
                <TargetInput row={row} theirs={theirs} onTarget={(target) => onTarget(row.camera, target)} />
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
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

function TargetInput({
  row,
  theirs,
  onTarget,
}: {
  row: CameraRow;
  theirs: readonly VendorCamera[];
  onTarget: (target: string) => void;
}) {
  const { t } = useTranslation("destinations");
  const styles = useStyles();
  const [typed, setTyped] = useState<string | null>(null);
  const label = t("cameras.targetOf", { camera: row.camera });
  const words = (camera: VendorCamera) =>
    camera.name === camera.id ? camera.id : t("cameras.named", { name: camera.name, id: camera.id });
  if (theirs.length === 0)
    return (
      <Input
        className={styles.input}
        aria-label={label}
        placeholder={t("cameras.ownId")}
        spellCheck={false}
        value={row.target}
        onChange={(_, data) => onTarget(data.value)}
      />
    );
  const chosen = theirs.find((camera) => camera.id === row.target);
  const wanted = (typed ?? "").trim().toLowerCase();
  return (
    <Combobox
      className={styles.input}
      aria-label={label}
      freeform
      placeholder={t("cameras.ownId")}
      value={typed ?? (chosen === undefined ? row.target : words(chosen))}
      selectedOptions={row.target === "" ? [] : [row.target]}
      onChange={(change) => setTyped(change.target.value)}
      onOptionSelect={(_, data) => {
        // Typing something else unselects; what was typed counts when the input is left.
        if (data.optionValue === undefined) return;
        setTyped(null);
        onTarget(data.optionValue);
      }}
      onBlur={() => {
        // What was typed and not picked is an id of its own: the list may be old.
        if (typed !== null) onTarget(typed.trim());
        setTyped(null);
      }}
    >
      {theirs
        .filter((camera) => words(camera).toLowerCase().includes(wanted))
        .map((camera) => (
          <Option key={camera.id} value={camera.id} text={words(camera)}>
            {words(camera)}
          </Option>
        ))}
    </Combobox>
  );
}
