import { answer } from "./answer.ts";
import { certificate } from "./certificate.ts";
import { connection } from "./connection.ts";
import { console } from "./console.ts";
import { delivery } from "./delivery.ts";
import { fields } from "./fields.ts";
import { folder } from "./folder.ts";
import { homeAssistant } from "./homeAssistant.ts";
import { image } from "./image.ts";
import { inbox } from "./inbox.ts";
import { listening } from "./listening.ts";
import { lists } from "./lists.ts";
import { mqtt } from "./mqtt.ts";
import { nx } from "./nx.ts";
import { opening } from "./opening.ts";
import { parkpow } from "./parkpow.ts";
import { passOn } from "./passOn.ts";
import { queue } from "./queue.ts";
import { recovery } from "./recovery.ts";
import { rule } from "./rule.ts";
import { settings } from "./settings.ts";
import { soap } from "./soap.ts";
import { storage } from "./storage.ts";
import { synology } from "./synology.ts";
import { update } from "./update.ts";
import { value } from "./value.ts";
import { vendors } from "./vendors.ts";
import { webhook } from "./webhook.ts";
import { wsdl } from "./wsdl.ts";
import { xml } from "./xml.ts";

/** Every part of the catalog in English, in which it is written first. Spanish and Portuguese: shared/locales/<language>/phrases. */
export const english = {
  answer,
  certificate,
  connection,
  console,
  delivery,
  fields,
  folder,
  homeAssistant,
  image,
  inbox,
  listening,
  lists,
  mqtt,
  nx,
  opening,
  parkpow,
  passOn,
  queue,
  recovery,
  rule,
  settings,
  soap,
  storage,
  synology,
  update,
  value,
  vendors,
  webhook,
  wsdl,
  xml,
};
export type English = typeof english;
