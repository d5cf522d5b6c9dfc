import { Button, MessageBar, MessageBarActions, MessageBarBody, makeStyles, tokens } from "@fluentui/react-components";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { PlateListView } from "../../main/console/backend.ts";
import { plateKey } from "../../shared/plate-words.ts";
import { useTRPC } from "../app/trpc.ts";
import { Plate } from "../ui/plate.tsx";
import { useSettled } from "../ui/use-settled.ts";

const useStyles = makeStyles({
  advice: { display: "flex", flexDirection: "column", gap: tokens.spacingVerticalXS },
  plate: { verticalAlign: "middle" },
});

/** Fewer characters would look like half of every list. */
const least = 3;

/** What is known about a plate that is being entered: that it is on the list already, or that it looks like a listed one. */
export function PlateAdvice({
  list,
  plate,
  former,
  onTake,
}: {
  list: PlateListView;
  plate: string;
  /** The plate that is being edited; null for a new one. */
  former: string | null;
  onTake: (plate: string) => void;
}) {
  const { t } = useTranslation("lists");
  const styles = useStyles();
  const trpc = useTRPC();
  const key = useSettled(plateKey(plate), 250);
  const unchanged = former !== null && plateKey(former) === key;
  const ask = key.length >= least && !unchanged;
  const alike = useQuery(trpc.lookAlikes.queryOptions({ plate: key }, { enabled: ask })).data ?? [];
  const near = useQuery(trpc.listEntries.queryOptions({ listId: list.id, search: key, limit: 20 }, { enabled: ask })).data;
  if (!ask || key !== plateKey(plate)) return <div role="status" />;
  const here = near?.entries.find((entry) => plateKey(entry.plate) === key);
  return (
    <div role="status" className={styles.advice}>
      {here !== undefined && (
        <MessageBar intent="warning" layout="multiline">
          <MessageBarBody>{t(here.name === "" ? "advice.here" : "advice.hereNamed", { name: here.name })}</MessageBarBody>
        </MessageBar>
      )}
      {alike
        .filter((match) => former === null || plateKey(match.plate) !== plateKey(former))
        .slice(0, 3)
        .map((match) => (
          <MessageBar key={`${match.listId} ${match.plate}`} intent="info" layout="multiline">
            <MessageBarBody>
              {t("advice.alike")} <Plate plate={match.plate} size="small" />{" "}
              {t(match.name === "" ? "advice.on" : "advice.onNamed", { list: match.listName, name: match.name })}{" "}
              {t("advice.which")}
            </MessageBarBody>
            <MessageBarActions>
              <Button size="small" onClick={() => onTake(match.plate)}>
                {t("advice.take", { plate: match.plate.toUpperCase() })}
              </Button>
            </MessageBarActions>
          </MessageBar>
        ))}
    </div>
  );
}
