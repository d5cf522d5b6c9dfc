import answer from "../locales/pt-BR/phrases/answer.json" with { type: "json" };
import certificate from "../locales/pt-BR/phrases/certificate.json" with { type: "json" };
import connection from "../locales/pt-BR/phrases/connection.json" with { type: "json" };
import image from "../locales/pt-BR/phrases/image.json" with { type: "json" };
import listening from "../locales/pt-BR/phrases/listening.json" with { type: "json" };
import synology from "../locales/pt-BR/phrases/synology.json" with { type: "json" };
import webhook from "../locales/pt-BR/phrases/webhook.json" with { type: "json" };

export const portuguese = { answer, certificate, connection, synology, webhook, image, listening };
