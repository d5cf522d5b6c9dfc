import { Button, makeStyles, ProgressBar } from "@fluentui/react-components";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { DialogFrame } from "../ui/dialog-frame.tsx";
import { ErrorBar } from "../ui/error-bar.tsx";
import { useFormats } from "../ui/use-formats.ts";
import { ChooseDestinations } from "./choose-destinations.tsx";
import { useRangeReading } from "./use-range-reading.ts";

const useStyles = makeStyles({ words: { margin: 0 } });

/** Sends all quarantined webhooks of a span to the parser again: first only looks, then does it, and can be stopped at any time. */
export function ReadRangeAgain({
  span,
  count,
  onClose,
}: {
  span: { since?: number; until?: number };
  count: number;
  onClose: () => void;
}) {
  const { t } = useTranslation("inspector");
  const { t: ui } = useTranslation("ui");
  const styles = useStyles();
  const formats = useFormats();
  const [chosen, setChosen] = useState<string[]>([]);
  const [ordered, setOrdered] = useState(false);
  // The list behind the dialog changes while it works; what was counted at first is what there was to do.
  const [whole] = useState(count);
  const { reading, start, stop } = useRangeReading();
  useEffect(() => {
    void start({ ...span, destinationIds: [], preview: true });
  }, [span, start]);

  const running = reading === null || reading.state === "running";
  const words = {
    looked: formats.number(reading?.looked ?? 0),
    whole: formats.number(whole),
    understood: formats.number(reading?.understood ?? 0),
    count: reading?.reads ?? 0,
    reads: formats.number(reading?.reads ?? 0),
    owed: formats.number(reading?.deliveries ?? 0),
  };
  const nothingToDo = !ordered && reading?.state === "done" && reading.understood === 0;
  const result = ordered ? (reading?.deliveries === 0 ? "range.done" : "range.doneOwed") : "range.found";
  return (
    <DialogFrame
      title={t("range.title")}
      onClose={onClose}
      actions={
        <>
          {running && <Button onClick={stop}>{t("range.stop")}</Button>}
          <Button onClick={onClose}>{t(ordered && !running ? "range.close" : "range.cancel")}</Button>
          {!ordered && (
            <Button
              appearance="primary"
              disabledFocusable={running || nothingToDo}
              onClick={() => {
                setOrdered(true);
                void start({ ...span, destinationIds: chosen, preview: false });
              }}
            >
              {t(chosen.length === 0 ? "again.act" : "again.actOwed", { count: chosen.length })}
            </Button>
          )}
        </>
      }
    >
      <p className={styles.words} role="status" data-testid="range-result">
        {running
          ? t(ordered ? "range.working" : "range.looking", words)
          : nothingToDo
            ? t("range.nothing", { ...words, count: reading.looked })
            : t(result, words)}
        {reading?.state === "stopped" && ` ${t("range.stopped")}`}
      </p>
      {running && <ProgressBar value={reading?.looked ?? 0} max={Math.max(1, whole)} aria-label={t("range.progress")} />}
      <ErrorBar text={reading?.state === "failed" ? (reading.problem ?? ui("noAnswer")) : null} />
      {!ordered && !nothingToDo && <ChooseDestinations chosen={chosen} onChange={setChosen} />}
    </DialogFrame>
  );
}
