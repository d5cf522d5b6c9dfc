/** Whether there is a display; see display.mjs. */
export declare function hasDisplay(): boolean;
/** Opens an address in the user's browser where there is a display. */
export declare function openInBrowser(url: string): void;
