import { Combobox, Input, makeStyles, Option } from "@fluentui/react-components";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useSearch } from "wouter";
import type { CameraRow, VendorCamera } from "./camera-rows.ts";

const useStyles = makeStyles({
  input: {
    flex: 1,
    minWidth: 0,
    "& input": { width: "100%", minWidth: 0 },
    // Large enough to be hit with a finger.
    "& .fui-Combobox__expandIcon": { width: "24px", height: "24px", alignItems: "center", justifyContent: "center" },
  },
});

/** A camera of the destination in words: its name, and its id where that differs. */
export function useCameraWords(): (camera: VendorCamera) => string {
  const { t } = useTranslation("destinations");
  return ({ id, name }) => (name === id || name === "" ? id : t("cameras.named", { name, id }));
}

/** Which camera of the destination a row leads to: picked where it lists any, else typed. */
export function CameraTarget({
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
  const words = useCameraWords();
  // Where somebody was sent here because of this camera.
  const wanted = new URLSearchParams(useSearch()).get("camera") === row.camera;
  if (theirs.length === 0)
    return (
      <Input
        autoFocus={wanted}
        className={styles.input}
        aria-label={label}
        placeholder={t("cameras.ownId")}
        spellCheck={false}
        value={row.target}
        onChange={(_, data) => onTarget(data.value)}
      />
    );
  const chosen = theirs.find((camera) => camera.id === row.target);
  const part = (typed ?? "").trim().toLowerCase();
  return (
    <Combobox
      className={styles.input}
      autoFocus={wanted}
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
        .filter((camera) => words(camera).toLowerCase().includes(part))
        .map((camera) => (
          <Option key={camera.id} value={camera.id} text={words(camera)}>
            {words(camera)}
          </Option>
        ))}
    </Combobox>
  );
}
