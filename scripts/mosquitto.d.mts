/** The program of an installed Mosquitto, or null; see mosquitto.mjs. */
export declare function installedMosquitto(): string | null;
