import { remembered } from "../../ui/remembered.ts";

/**
 * Whether plain characters ("/", "?", "g l") are shortcuts. They can be switched off (WCAG 2.1.4), because speech input types
 * characters that nobody meant as orders. Kept per browser, since it belongs to the person and not to the installation.
 */
export const characterKeys = remembered("plate-courier.character-keys", ["on", "off"]);
