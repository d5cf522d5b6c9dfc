import { useCallback, useState } from "react";

export interface Selection<Id> {
  ids: ReadonlySet<Id>;
  toggle(id: Id): void;
  /** Chooses all of these, or none when all are chosen already. */
  toggleAll(ids: readonly Id[]): void;
  clear(): void;
}

/** Whether all, some or none of `ids` are chosen, as a checkbox shows it. */
export function chosenOf<Id>(chosen: ReadonlySet<Id>, ids: readonly Id[]): boolean | "mixed" {
  const count = ids.filter((id) => chosen.has(id)).length;
  if (count === 0) return false;
  return count === ids.length ? true : "mixed";
}

/** Rows chosen by their checkboxes. */
export function useSelection<Id>(): Selection<Id> {
  const [ids, setIds] = useState<ReadonlySet<Id>>(new Set());
  const toggle = useCallback((id: Id) => {
    setIds((now) => {
      const next = new Set(now);
      if (!next.delete(id)) next.add(id);
      return next;
    });
  }, []);
  const toggleAll = useCallback(
    (all: readonly Id[]) => setIds((now) => (chosenOf(now, all) === true ? new Set() : new Set(all))),
    [],
  );
  const clear = useCallback(() => setIds(new Set()), []);
  return { ids, toggle, toggleAll, clear };
}
