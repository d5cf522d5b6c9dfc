import { useCallback, useState } from "react";

export interface Selection {
  ids: ReadonlySet<number>;
  toggle(id: number): void;
  /** Chooses all of these, or none when all are chosen already. */
  toggleAll(ids: readonly number[]): void;
  clear(): void;
}

/** Whether all, some or none of `ids` are chosen, as a checkbox shows it. */
export function chosenOf(chosen: ReadonlySet<number>, ids: readonly number[]): boolean | "mixed" {
  const count = ids.filter((id) => chosen.has(id)).length;
  if (count === 0) return false;
  return count === ids.length ? true : "mixed";
}

/** Rows chosen by their checkboxes. */
export function useSelection(): Selection {
  const [ids, setIds] = useState<ReadonlySet<number>>(new Set());
  const toggle = useCallback((id: number) => {
    setIds((now) => {
      const next = new Set(now);
      if (!next.delete(id)) next.add(id);
      return next;
    });
  }, []);
  const toggleAll = useCallback(
    (all: readonly number[]) => setIds((now) => (chosenOf(now, all) === true ? new Set() : new Set(all))),
    [],
  );
  const clear = useCallback(() => setIds(new Set()), []);
  return { ids, toggle, toggleAll, clear };
}
