import type { KeyboardEvent } from "react";

/** What the keys of a list of checkboxes may do; `rows`: ids of those that can be chosen, as they are shown. */
export interface ListKeys {
  rows: readonly number[];
  /** Brings a row (its place in `rows`) into sight, so that it can be focused. */
  show(index: number): void;
  /** Chooses all, or none. */
  all(): void;
  /** As the last toggled one is, so become all up to this one. */
  ranged(id: number): void;
}

/**
 * Arrow up and down go from checkbox to checkbox, Home and End to the first and last; with Shift they take the range along. Space toggles,
 * as checkboxes do by themselves. Ctrl+A chooses all.
 */
export function listKeys({ rows, show, all, ranged }: ListKeys): (pressed: KeyboardEvent<HTMLElement>) => void {
  return (pressed) => {
    const { target, currentTarget: list, key, shiftKey } = pressed;
    if (!(target instanceof HTMLElement)) return;
    if ((pressed.ctrlKey || pressed.metaKey) && key.toLowerCase() === "a") {
      pressed.preventDefault();
      all();
      return;
    }
    const at = rows.indexOf(Number(target.closest<HTMLElement>("[data-delivery]")?.dataset.delivery));
    const next = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: rows.length - 1 }[key];
    const id = next === undefined ? undefined : rows[next];
    if (at < 0 || next === undefined || id === undefined) return;
    pressed.preventDefault();
    if (shiftKey) ranged(id);
    show(next);
    // After the row has been drawn, where it was out of sight.
    requestAnimationFrame(() => list.querySelector<HTMLElement>(`[data-delivery="${id}"] input`)?.focus());
  };
}
