import { answer } from "./answer.ts";
import { certificate } from "./certificate.ts";
import { connection } from "./connection.ts";
import { image } from "./image.ts";
import { listening } from "./listening.ts";
import { synology } from "./synology.ts";
import { webhook } from "./webhook.ts";

/** Every part of the catalog in English, in which it is written first. Spanish and Portuguese: shared/locales/<language>/phrases. */
export const english = { connection, certificate, answer, synology, webhook, image, listening };
export type English = typeof english;
