/** What a key press needs for being told apart; a KeyboardEvent has it all. */
export type Pressed = Pick<KeyboardEvent, "key" | "code" | "ctrlKey" | "altKey" | "metaKey" | "shiftKey"> & {
  getModifierState(name: string): boolean;
};

/**
 * The name of one press: "g", "?", "/", "Space", "ArrowDown", "Ctrl+1", "Shift+Enter". Characters go by what the layout types,
 * whatever must be held for it; letters of another script, and digits with Ctrl, by their place on the keyboard.
 */
export function pressName(pressed: Pressed): string {
  const types = pressed.key.length === 1 && pressed.key !== " ";
  // On Windows AltGr counts as Ctrl and Alt; the character it types is what is meant.
  const bare = pressed.getModifierState("AltGraph");
  const modifiers = [
    pressed.ctrlKey && !bare && "Ctrl",
    pressed.altKey && !bare && "Alt",
    pressed.metaKey && "Meta",
    pressed.shiftKey && !types && "Shift",
  ].filter((name) => name !== false);
  return [...modifiers, keyName(pressed, modifiers.length > 0)].join("+");
}

function keyName({ key, code }: Pressed, modified: boolean): string {
  if (key === " ") return "Space";
  if (key.length > 1) return key;
  const digit = /^Digit(\d)$/.exec(code)?.[1];
  if (modified && digit !== undefined) return digit;
  const letter = /^Key([A-Z])$/.exec(code)?.[1];
  if (letter !== undefined && /[^\u0020-\u007e]/.test(key)) return letter.toLowerCase();
  return key.toLowerCase();
}

/** Presses of a modifier alone, which begin a shortcut but are none. */
export const isModifier = (key: string) => ["Control", "Alt", "AltGraph", "Shift", "Meta", "Dead"].includes(key);

/** Typed without Ctrl or Alt, as letters in a text are: what speech input may set off by accident, so it can be switched off. */
export const isCharacter = (keys: string) => keys.split(" ").every((press) => press.length === 1);

const walks = /^(Arrow(Up|Down|Left|Right)|Home|End|PageUp|PageDown)$/;
const fields =
  'input:not([type="button"],[type="submit"],[type="checkbox"],[type="radio"],[type="image"],[type="reset"]), textarea, select, ' +
  '[contenteditable]:not([contenteditable="false"]), [role="textbox"], [role="combobox"], [role="searchbox"], [role="listbox"], ' +
  '[role="menu"], [role="spinbutton"], [role="slider"]';
const presses =
  'a[href], button, summary, input, [role="button"], [role="link"], [role="switch"], [role="checkbox"], [role="radio"], ' +
  '[role="tab"], [role="option"], [role="menuitem"]';

/**
 * Whether a press at `target` is free for shortcuts: not while one types, chooses in a menu, or answers a dialog; Space and Enter
 * not where they press what has the focus; what walks and scrolls only where nothing has the focus that would.
 */
export function isFree(press: string, target: Element | null): boolean {
  if (target === null) return true;
  if (target.ownerDocument.querySelector('[aria-modal="true"]') !== null) return false;
  if (target.closest(fields) !== null) return false;
  if (press === "Space" || press === "Enter") return target.closest(presses) === null;
  if (walks.test(press)) return target === target.ownerDocument.body || target === target.ownerDocument.documentElement;
  return true;
}
