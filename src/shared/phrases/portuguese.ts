import answer from "../locales/pt-BR/phrases/answer.json" with { type: "json" };
import certificate from "../locales/pt-BR/phrases/certificate.json" with { type: "json" };
import connection from "../locales/pt-BR/phrases/connection.json" with { type: "json" };
import synology from "../locales/pt-BR/phrases/synology.json" with { type: "json" };

export const portuguese = { answer, certificate, connection, synology };
