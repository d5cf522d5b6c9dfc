import { makeStyles } from "@fluentui/react-components";
import { useLive } from "../app/live-context.tsx";

const useStyles = makeStyles({ old: { filter: "grayscale(1)" } });

/** The class of what the wall shows: while the core is gone, what was known looks as old as it is. */
export function useOldClass(): string {
  const { old } = useStyles();
  const lost = useLive((snapshot) => snapshot.connection.state === "lost");
  return lost ? old : "";
}
