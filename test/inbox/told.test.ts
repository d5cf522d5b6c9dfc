import { expect, it } from "vitest";
import { awsFault, type Doing } from "../../src/main/inbox/aws-faults.ts";
import { InboxFault } from "../../src/main/inbox/queue-client.ts";
import { phrase } from "../../src/shared/phrases/phrase.ts";
import { inSpanish } from "../shared/phrases/told.ts";

const withKeys: Doing = { act: phrase("inbox.actReceive"), permission: "sqs:ReceiveMessage", profile: null };
const withProfile: Doing = { ...withKeys, act: phrase("inbox.actRead", { bucket: "plates" }), profile: "plates" };

/** An error as the AWS SDK throws it, by its name, status or the network's code. */
const failed = ({ name = "Error", status, code }: { name?: string; status?: number; code?: string }) =>
  Object.assign(new Error("not shown"), {
    name,
    ...(code && { code }),
    ...(status && { $metadata: { httpStatusCode: status } }),
  });

it.each<[Parameters<typeof failed>[0], Doing, string]>([
  [{ name: "CredentialsProviderError" }, withKeys, "La clave de acceso no se puede usar. Escríbala otra vez."],
  [{ name: "CredentialsProviderError" }, withProfile, "En el perfil plates no hay credenciales que se puedan usar."],
  [{ name: "ExpiredToken" }, withKeys, "Las credenciales han caducado. Escriba una clave de acceso nueva."],
  [{ name: "ExpiredToken" }, withProfile, "Vuelva a iniciar sesión (aws sso login --profile plates) y después pulse Probar."],
  [{ name: "SignatureDoesNotMatch" }, withKeys, "AWS no acepta las credenciales: están mal escritas, eliminadas o desactivadas."],
  [{ name: "SignatureDoesNotMatch" }, withProfile, "Corrija el perfil plates y después pulse Probar."],
  [{ name: "RequestTimeTooSkewed" }, withKeys, "Ponga el reloj en hora."],
  [{ name: "QueueDoesNotExist" }, withKeys, "En esta URL no hay ninguna cola así."],
  [{ name: "NoSuchBucket" }, withKeys, "No hay ningún bucket así. Compruebe el nombre del bucket."],
  [{ status: 301 }, withKeys, "Corrija la región."],
  [{ name: "SlowDown" }, withKeys, "AWS está ocupado o tiene una incidencia en este momento."],
  [{ status: 403 }, withKeys, "AWS no permite a este usuario recibir de la cola. Permita sqs:ReceiveMessage en la directiva"],
  [{ status: 403 }, withProfile, "AWS no permite a este usuario leer imágenes del bucket plates. Permita "],
  [{ name: "KmsDisabled", status: 400 }, withKeys, "AWS se niega a recibir de la cola (KmsDisabled)."],
  [{ code: "ENOTFOUND" }, withKeys, "No se encuentra el nombre del servicio de AWS: no hay red, o la región es incorrecta."],
  [{ code: "EAI_AGAIN" }, withKeys, "En este momento no se pueden buscar nombres: no hay red."],
  [{ code: "ECONNREFUSED" }, withKeys, "AWS rechaza la conexión."],
  [{ code: "ECONNRESET" }, withKeys, "La conexión con AWS se cortó."],
  [{ code: "ENETUNREACH" }, withKeys, "No hay red."],
  [{ code: "EHOSTUNREACH" }, withKeys, "Desde aquí no se llega a AWS."],
  [{ code: "ETIMEDOUT" }, withKeys, "AWS no responde."],
  [{ code: "SELF_SIGNED_CERT_IN_CHAIN" }, withKeys, "Este equipo no confía en el certificado"],
  [{ code: "EPROTO" }, withKeys, "Lo que responde en lugar de AWS no habla su protocolo."],
  [{ name: "TimeoutError" }, withKeys, "AWS no responde."],
])("what AWS says with %j is told in the operator's language", (error, doing, told) => {
  const fault = awsFault(failed(error), doing);
  expect(fault).toBeInstanceOf(InboxFault);
  expect(inSpanish((fault as InboxFault).message)).toContain(told);
});
