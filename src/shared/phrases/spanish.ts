import answer from "../locales/es/phrases/answer.json" with { type: "json" };
import certificate from "../locales/es/phrases/certificate.json" with { type: "json" };
import connection from "../locales/es/phrases/connection.json" with { type: "json" };
import image from "../locales/es/phrases/image.json" with { type: "json" };
import listening from "../locales/es/phrases/listening.json" with { type: "json" };
import synology from "../locales/es/phrases/synology.json" with { type: "json" };
import webhook from "../locales/es/phrases/webhook.json" with { type: "json" };

export const spanish = { answer, certificate, connection, synology, webhook, image, listening };
