import answer from "../locales/pt-BR/phrases/answer.json" with { type: "json" };
import certificate from "../locales/pt-BR/phrases/certificate.json" with { type: "json" };
import connection from "../locales/pt-BR/phrases/connection.json" with { type: "json" };
import console from "../locales/pt-BR/phrases/console.json" with { type: "json" };
import delivery from "../locales/pt-BR/phrases/delivery.json" with { type: "json" };
import fields from "../locales/pt-BR/phrases/fields.json" with { type: "json" };
import folder from "../locales/pt-BR/phrases/folder.json" with { type: "json" };
import homeAssistant from "../locales/pt-BR/phrases/homeAssistant.json" with { type: "json" };
import image from "../locales/pt-BR/phrases/image.json" with { type: "json" };
import inbox from "../locales/pt-BR/phrases/inbox.json" with { type: "json" };
import listening from "../locales/pt-BR/phrases/listening.json" with { type: "json" };
import lists from "../locales/pt-BR/phrases/lists.json" with { type: "json" };
import mqtt from "../locales/pt-BR/phrases/mqtt.json" with { type: "json" };
import nx from "../locales/pt-BR/phrases/nx.json" with { type: "json" };
import opening from "../locales/pt-BR/phrases/opening.json" with { type: "json" };
import parkpow from "../locales/pt-BR/phrases/parkpow.json" with { type: "json" };
import passOn from "../locales/pt-BR/phrases/passOn.json" with { type: "json" };
import queue from "../locales/pt-BR/phrases/queue.json" with { type: "json" };
import recovery from "../locales/pt-BR/phrases/recovery.json" with { type: "json" };
import rule from "../locales/pt-BR/phrases/rule.json" with { type: "json" };
import settings from "../locales/pt-BR/phrases/settings.json" with { type: "json" };
import soap from "../locales/pt-BR/phrases/soap.json" with { type: "json" };
import storage from "../locales/pt-BR/phrases/storage.json" with { type: "json" };
import synology from "../locales/pt-BR/phrases/synology.json" with { type: "json" };
import update from "../locales/pt-BR/phrases/update.json" with { type: "json" };
import value from "../locales/pt-BR/phrases/value.json" with { type: "json" };
import vendors from "../locales/pt-BR/phrases/vendors.json" with { type: "json" };
import webhook from "../locales/pt-BR/phrases/webhook.json" with { type: "json" };
import wsdl from "../locales/pt-BR/phrases/wsdl.json" with { type: "json" };
import xml from "../locales/pt-BR/phrases/xml.json" with { type: "json" };

export const portuguese = {
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
