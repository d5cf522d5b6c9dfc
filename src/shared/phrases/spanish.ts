import answer from "../locales/es/phrases/answer.json" with { type: "json" };
import certificate from "../locales/es/phrases/certificate.json" with { type: "json" };
import connection from "../locales/es/phrases/connection.json" with { type: "json" };
import synology from "../locales/es/phrases/synology.json" with { type: "json" };

export const spanish = { answer, certificate, connection, synology };
