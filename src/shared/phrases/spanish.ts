import answer from "../locales/es/phrases/answer.json" with { type: "json" };
import certificate from "../locales/es/phrases/certificate.json" with { type: "json" };
import connection from "../locales/es/phrases/connection.json" with { type: "json" };
import console from "../locales/es/phrases/console.json" with { type: "json" };
import delivery from "../locales/es/phrases/delivery.json" with { type: "json" };
import fields from "../locales/es/phrases/fields.json" with { type: "json" };
import folder from "../locales/es/phrases/folder.json" with { type: "json" };
import homeAssistant from "../locales/es/phrases/homeAssistant.json" with { type: "json" };
import image from "../locales/es/phrases/image.json" with { type: "json" };
import inbox from "../locales/es/phrases/inbox.json" with { type: "json" };
import listening from "../locales/es/phrases/listening.json" with { type: "json" };
import lists from "../locales/es/phrases/lists.json" with { type: "json" };
import mqtt from "../locales/es/phrases/mqtt.json" with { type: "json" };
import nx from "../locales/es/phrases/nx.json" with { type: "json" };
import opening from "../locales/es/phrases/opening.json" with { type: "json" };
import parkpow from "../locales/es/phrases/parkpow.json" with { type: "json" };
import passOn from "../locales/es/phrases/passOn.json" with { type: "json" };
import queue from "../locales/es/phrases/queue.json" with { type: "json" };
import recovery from "../locales/es/phrases/recovery.json" with { type: "json" };
import rule from "../locales/es/phrases/rule.json" with { type: "json" };
import settings from "../locales/es/phrases/settings.json" with { type: "json" };
import soap from "../locales/es/phrases/soap.json" with { type: "json" };
import storage from "../locales/es/phrases/storage.json" with { type: "json" };
import synology from "../locales/es/phrases/synology.json" with { type: "json" };
import update from "../locales/es/phrases/update.json" with { type: "json" };
import value from "../locales/es/phrases/value.json" with { type: "json" };
import vendors from "../locales/es/phrases/vendors.json" with { type: "json" };
import webhook from "../locales/es/phrases/webhook.json" with { type: "json" };
import wsdl from "../locales/es/phrases/wsdl.json" with { type: "json" };
import xml from "../locales/es/phrases/xml.json" with { type: "json" };

export const spanish = {
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
