import { answer } from "./answer.ts";
import { certificate } from "./certificate.ts";
import { connection } from "./connection.ts";
import { delivery } from "./delivery.ts";
import { fields } from "./fields.ts";
import { folder } from "./folder.ts";
import { homeAssistant } from "./homeAssistant.ts";
import { image } from "./image.ts";
import { listening } from "./listening.ts";
import { mqtt } from "./mqtt.ts";
import { nx } from "./nx.ts";
import { parkpow } from "./parkpow.ts";
import { passOn } from "./passOn.ts";
import { soap } from "./soap.ts";
import { synology } from "./synology.ts";
import { vendors } from "./vendors.ts";
import { webhook } from "./webhook.ts";
import { wsdl } from "./wsdl.ts";
import { xml } from "./xml.ts";

/** Every part of the catalog in English, in which it is written first. Spanish and Portuguese: shared/locales/<language>/phrases. */
export const english = {
  answer,
  certificate,
  connection,
  delivery,
  fields,
  folder,
  homeAssistant,
  image,
  listening,
  mqtt,
  nx,
  parkpow,
  passOn,
  soap,
  synology,
  vendors,
  webhook,
  wsdl,
  xml,
};
export type English = typeof english;
