const key = "plate-courier.character-keys";

/**
 * Whether plain characters ("/", "?", "g l") are shortcuts. They can be switched off (WCAG 2.1.4), because speech input types
 * characters that nobody meant as orders. Remembered per browser, since it belongs to the person and not to the installation.
 */
export const characterKeys = {
  wanted: (): boolean => localStorage.getItem(key) !== "off",
  want(wanted: boolean): void {
    if (wanted) localStorage.removeItem(key);
    else localStorage.setItem(key, "off");
  },
};
