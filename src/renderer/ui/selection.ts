import { useCallback, useRef, useState } from "react";

export interface Selection<Id> {
  ids: ReadonlySet<Id>;
  toggle(id: Id): void;
  /** What the last one that was toggled became, all from there to here become as well; `order`: the rows as they are shown. */
  toggleTo(id: Id, order: readonly Id[]): void;
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

/**
 * What is chosen after a range from `from` to `to`: as the first of it is, so are all. Without a first, or with one that is not shown any
 * more, `to` alone is toggled.
 */
export function rangeChosen<Id>(chosen: ReadonlySet<Id>, from: Id | null, to: Id, order: readonly Id[]): ReadonlySet<Id> {
  const next = new Set(chosen);
  const start = from === null ? -1 : order.indexOf(from);
  const end = order.indexOf(to);
  if (from === null || start < 0 || end < 0) {
    if (!next.delete(to)) next.add(to);
    return next;
  }
  const on = chosen.has(from);
  for (const id of order.slice(Math.min(start, end), Math.max(start, end) + 1)) {
    if (on) next.add(id);
    else next.delete(id);
  }
  return next;
}

/** Rows chosen by their checkboxes. */
export function useSelection<Id>(): Selection<Id> {
  const [ids, setIds] = useState<ReadonlySet<Id>>(new Set());
  const last = useRef<Id | null>(null);
  const toggle = useCallback((id: Id) => {
    last.current = id;
    setIds((now) => {
      const next = new Set(now);
      if (!next.delete(id)) next.add(id);
      return next;
    });
  }, []);
  const toggleTo = useCallback((id: Id, order: readonly Id[]) => {
    const from = last.current;
    last.current = id;
    setIds((now) => rangeChosen(now, from, id, order));
  }, []);
  const toggleAll = useCallback(
    (all: readonly Id[]) => setIds((now) => (chosenOf(now, all) === true ? new Set() : new Set(all))),
    [],
  );
  const clear = useCallback(() => setIds(new Set()), []);
  return { ids, toggle, toggleTo, toggleAll, clear };
}
