import { useSyncExternalStore } from "react";

/** A choice that this browser or window keeps, and all parts of the page hear of. */
export interface Remembered<T> {
  get(): T;
  set(value: T): void;
  subscribe(listener: () => void): () => void;
}

/**
 * Keeps one of `values` (the first where nothing is kept) under a key of the browser's storage. Storage that is switched off only
 * means that the choice ends with the page.
 */
export function remembered<T extends string>(key: string, values: readonly [T, ...T[]]): Remembered<T> {
  const listeners = new Set<() => void>();
  let value: T | null = null;
  return {
    get() {
      value ??= values.find((known) => known === read(key)) ?? values[0];
      return value;
    },
    set(next) {
      value = next;
      write(key, next);
      for (const listener of listeners) listener();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

export function useRemembered<T>(choice: Remembered<T>): T {
  return useSyncExternalStore(choice.subscribe, choice.get);
}

function read(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

function write(key: string, value: string): void {
  try {
    localStorage.setItem(key, value);
  } catch {
    // It is kept until the page is closed.
  }
}
