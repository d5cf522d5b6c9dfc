/** Questions that the console refuses, and how an operator who speaks Spanish reads it. */
import type { CoreUnderTest } from "../core/core-under-test.ts";

/** What is asked, and the refusal as a whole. */
export type Refused = readonly [path: string, input: unknown, told: string];

const destination = {
  ...{ id: null, name: "Front desk", forwarder: "webhook", enabled: false, cameras: {}, rules: {} },
  settings: { url: "http://127.0.0.1:9/" },
};
const source = { id: null, name: "Gate", enabled: true, token: "none" };
const list = { id: null, name: "Staff", color: "none", notify: false, sound: false, sync: null };
const sync = { kind: "parkpow", url: "http://127.0.0.1:9/api/v1/", tag: "residents", token: "t0ken" };
const entry = { listId: "staff", plate: "AB1", name: "Ann", note: "", former: null };
const keys = { kind: "keys", accessKeyId: "AKIA1234", secretAccessKey: "s" };
const inbox = {
  ...{ id: null, name: "Cloud", enabled: false, queueUrl: "https://sqs.eu-west-1.amazonaws.com/1/q", region: "eu-west-1" },
  ...{ bucket: "", sqsEndpoint: "", s3Endpoint: "", credentials: { kind: "profile", profile: "p" } },
};
const search = { id: null, name: "Mine", query: "plate=AB" };
const receiver = { host: "127.0.0.1", port: 0, requireToken: false, maxBodyBytes: 1_000_000, maxJsonBytes: 100_000, tls: null };
const replay = { destinationId: "gone", since: 1, until: 2, cameras: [], kinds: ["failed"], rules: "apply" };
const range = { since: 0, until: 1, afterId: 0, destinationIds: ["gone"], preview: true };
const csv = (text: string, replace = true) => ({ listId: "staff", csv: text, replace, preview: true });
const quarter = 15 * 60_000;
const exported = { passphrase: "short", plates: false };

/** What stands there before anything is refused. */
export async function furnish({ core }: CoreUnderTest): Promise<void> {
  const { console } = core;
  await console.saveDestination(destination);
  await console.saveSource({ ...source, token: "none" });
  await console.saveList({ ...list, color: "none", tone: "chime" });
  await console.saveListEntry(entry);
  await console.saveList({ ...list, name: "Tagged", color: "none", tone: "chime", sync: { ...sync, kind: "parkpow" } });
  await console.saveInbox({ ...inbox, credentials: { kind: "profile", profile: "p" } });
  await console.saveSearch(search);
}

const wrong = (path: string, remedy: string) => `${path} no se puede aceptar. ${remedy}`;

export const refused: readonly Refused[] = [
  ["destinationNumbers", { id: "gone" }, "Este destino ya no existe."],
  ["startReplay", replay, "Este destino ya no existe. Elija otro."],
  ["startReplay", { ...replay, kinds: [] }, wrong("kinds", "Elija qué lecturas se deben enviar.")],
  ["startReplay", { ...replay, until: 0 }, wrong("until", "El final debe ser posterior al comienzo.")],
  ["rereadQuarantined", range, "Uno de los destinos elegidos ya no existe. Elija de nuevo."],
  ["rereadEvent", { eventId: 999, destinationIds: [] }, "Este webhook ya no se conserva."],
  ["saveDestination", destination, "Ya hay un destino llamado Front desk. Elija otro nombre."],
  ["saveDestination", { ...destination, name: " " }, wrong("name", "Dé un nombre al destino.")],
  ["saveDestination", { ...destination, name: "x".repeat(61) }, wrong("name", "Escriba como máximo 60 caracteres.")],
  ["saveDestination", { ...destination, rules: { minScore: 2 } }, wrong("rules.minScore", "Escriba un número de como máximo 1.")],
  [
    "saveDestination",
    { ...destination, rules: { directionFrom: 10 } },
    wrong("rules.directionTo", "Indique tanto directionFrom como directionTo, o ninguno de los dos."),
  ],
  ["saveDestination", { ...destination, settings: { url: "frontdesk" } }, "Esta URL no está completa."],
  ["saveDestination", { ...destination, settings: { ...destination.settings, timeoutS: 0 } }, "Escriba un número de al menos 1."],
  [
    "saveDestination",
    { ...destination, settings: { ...destination.settings, ur: "x" } },
    "settings.ur es desconocido. ¿Quiso decir url?",
  ],
  ["saveDestination", { ...destination, forwarder: "webhok" }, 'No hay ningún tipo de destino "webhok". ¿Quiso decir "webhook"?'],
  ["saveDestination", { ...destination, forwarder: "carrier-pigeon" }, 'No hay ningún tipo de destino "carrier-pigeon". Hay: '],
  ["saveSource", source, "Ya hay un origen llamado Gate. Elija otro nombre."],
  ["saveSource", { ...source, id: "gone" }, "Este origen ya no existe."],
  ["saveSource", { ...source, name: "" }, wrong("name", "Dé un nombre al origen.")],
  ["saveSource", { ...source, token: { set: "a b" } }, wrong("token.set", "Escriba un token sin espacios.")],
  ["saveSource", { ...source, token: { set: " " } }, "Escriba un token."],
  ["saveSource", { ...source, token: { set: "x".repeat(201) } }, "Un token tiene como máximo 200 caracteres."],
  ["saveReceiver", { ...receiver, port: 99999 }, wrong("port", "Escriba un número de como máximo 65535.")],
  ["saveReceiver", { ...receiver, port: 1.5 }, wrong("port", "Escriba un número entero.")],
  ["saveReceiver", { ...receiver, host: "" }, wrong("host", "Escriba al menos 1 carácter.")],
  [
    "saveNotifications",
    { plates: true, attention: true, quietHours: { from: "25:00", to: "06:00" } },
    wrong("quietHours.from", "Escriba una hora entre las 00:00 y las 23:59."),
  ],
  ["saveList", list, "Ya hay una lista llamada Staff. Elija otro nombre."],
  ["saveList", { ...list, id: "gone" }, "Esta lista de matrículas ya no existe."],
  ["saveList", { ...list, name: " " }, wrong("name", "Dé un nombre a la lista.")],
  [
    "saveList",
    { ...list, name: "New", sync: { ...sync, url: "parkpow" } },
    "Escriba una URL completa como https://app.parkpow.com",
  ],
  ["saveList", { ...list, name: "New", sync: { ...sync, tag: " " } }, "Escriba la etiqueta tal como la muestra ParkPow."],
  ["saveList", { ...list, name: "New", sync: { ...sync, token: " " } }, "Escriba el token de ParkPow."],
  ["saveList", { ...list, name: "New", sync: { ...sync, token: { set: true } } }, "Escriba el token de ParkPow."],
  [
    "saveList",
    { ...list, id: "tagged", name: "Tagged", sync: { ...sync, url: "http://other/api/v1/", token: { set: true } } },
    "Escriba otra vez el token: solo se envía al servidor para el que se escribió.",
  ],
  ["saveListEntry", { ...entry, listId: "tagged" }, "La lista Tagged se llena con la etiqueta residents de ParkPow."],
  ["saveListEntry", entry, "AB1 ya está en la lista Staff, como Ann."],
  ["saveListEntry", { ...entry, plate: " " }, wrong("plate", "Escriba una matrícula.")],
  ["saveListEntry", { ...entry, plate: "A*" }, "Una lista contiene matrículas completas: * y ? no sustituyen a otras letras."],
  ["saveListEntry", { ...entry, plate: "--" }, "No hay ninguna letra ni cifra en la matrícula."],
  ["saveListEntry", { ...entry, plate: "A\u0007" }, "Hay un carácter de control en la matrícula."],
  ["syncList", { id: "staff" }, "Esta lista se mantiene a mano: no hay nada con que sincronizarla."],
  ["importList", csv("plate\n?\n"), "Línea 2: Una lista contiene matrículas completas: * y ? no sustituyen a otras letras."],
  ["importList", csv(""), "En este archivo no hay ninguna matrícula que se pueda aceptar. No se cambió nada."],
  ["importList", csv("name,note\nx,y\n"), "Línea 1: Este encabezado no tiene ninguna columna llamada plate."],
  ["importList", csv('"AB1\n'), "Línea 1: Se abren unas comillas que no se cierran."],
  ["importList", csv("A\ufffd1\n"), "Línea 1: Una letra es ilegible: guarde el archivo como UTF-8."],
  ["deleteInbox", { id: "gone" }, "Este buzón ya no existe."],
  ["saveInbox", inbox, "Ya hay un buzón llamado Cloud. Elija otro nombre."],
  ["saveInbox", { ...inbox, name: "" }, wrong("name", "Dé un nombre al buzón.")],
  ["saveInbox", { ...inbox, queueUrl: "queue" }, wrong("queueUrl", "Escriba una URL completa que empiece por https://.")],
  ["saveInbox", { ...inbox, queueUrl: "https://a@b/q" }, "Escriba una URL sin usuario, signo de interrogación ni #."],
  ["saveInbox", { ...inbox, region: "Europe!" }, wrong("region", "Escriba una región como eu-central-1.")],
  ["saveInbox", { ...inbox, region: "us-east-1" }, wrong("region", "La URL de la cola dice eu-west-1. Indique la misma región.")],
  ["saveInbox", { ...inbox, credentials: { kind: "profile", profile: "" } }, "Escriba el nombre del perfil."],
  ["saveInbox", { ...inbox, credentials: { ...keys, accessKeyId: "!" } }, "Escriba un ID de clave de acceso como AKIA…."],
  ["saveInbox", { ...inbox, credentials: { ...keys, secretAccessKey: " " } }, "Escriba la clave de acceso secreta."],
  ["saveInbox", { ...inbox, credentials: { ...keys, secretAccessKey: { set: true } } }, "Escriba la clave de acceso secreta."],
  ["saveSearch", search, "Ya hay una búsqueda llamada Mine. Elija otro nombre."],
  ["saveSearch", { ...search, id: "gone" }, "Esta búsqueda ya no se conserva."],
  ["saveSearch", { ...search, name: " " }, wrong("name", "Dé un nombre a la búsqueda.")],
  ["startExport", { filter: { plate: "a*b*c*d*" }, format: "csv", excel: false }, "Una matrícula se busca con 3 * como máximo."],
  ["cancelExport", { id: "gone" }, "Esta exportación ya no se conoce. Vuelva a iniciarla."],
  ["exportSettings", exported, wrong("passphrase", "Use al menos 8 caracteres.")],
  ["bringBack", { name: "gone.db" }, "Esta base de datos ya no está."],
  ["checkForUpdates", undefined, "Este Plate Courier no se puede actualizar por sí mismo."],
  ["overview", { edges: [1, 2], camera: null }, "Indique cuartos de hora completos."],
  ["overview", { edges: [quarter, 0], camera: null }, wrong("edges", "Indíquelos en orden ascendente.")],
  ["overview", { edges: [0, 4000 * quarter], camera: null }, wrong("edges", "Un intervalo tiene como máximo 32 días.")],
  ["saveUpdates", { mode: "sometimes" }, 'Escriba uno de estos: "off", "notify", "automatic".'],
  ["workstation.startAtLogin", { on: true }, "Esto solo se puede configurar en la ventana, en el propio equipo."],
];

/** Settings files that cannot be taken in, each with its passphrase. */
export const files: readonly (readonly [text: string, told: string])[] = [
  ["", "courier.json no es JSON válido (está vacío). No se cambió nada."],
  ['{\n  "version": 1,\n}', "courier.json no es JSON válido (línea 3, columna 1). No se cambió nada."],
  ['{"version": 2}', "courier.json tiene la versión 2, y Plate Courier"],
  ['{"version": 2, "program": "Plate Courier 9.0"}', "tiene la versión 2, escrita por Plate Courier 9.0, y Plate Courier"],
  ["[]", "courier.json no se puede importar. No se cambió nada.\nEl archivo en su conjunto no se puede usar. Escriba un objeto"],
  ['{"receiver": {"port": "8001"}}', 'receiver.port no puede ser "8001". Escriba un número.'],
  ['{"receiver": {"port": []}}', "receiver.port no puede ser una lista. Escriba un número."],
  ['{"receiver": {"port": {}}}', "receiver.port no puede ser un objeto. Escriba un número."],
  ['{"receiver": {"sources": {}}}', "receiver.sources no puede ser un objeto. Escriba una lista entre [ ]."],
  ['{"notifications": {"plates": 1}}', "notifications.plates no puede ser 1. Escriba true o false."],
  ['{"receiver": {"sources": [{}]}}', "Falta receiver.sources[0].name. Escriba un texto entre comillas."],
  [
    '{"receiver": {"sources": [{"name": "x", "token": "a b"}]}}',
    "receiver.sources[0].token contiene algo que no se puede usar y que no se muestra aquí. Escriba un token sin espacios.",
  ],
  ['{"receiver": {"sources": [{"name": "x", "tokenHash": "x"}]}}', "Escriba el hash tal como lo dejó una exportación"],
  ['{"receiver": {"tls": {"kind": "none"}}}', 'receiver.tls.kind no puede ser "none". Escriba otro valor.'],
  ['{"receivr": {}}', "receivr es desconocido. ¿Quiso decir receiver?"],
  ['{"zzzzzzzz": 1}', "zzzzzzzz es desconocido. Aquí se conocen: "],
  ['{"version": 0}', "version no puede ser 0. Escriba el valor 1."],
  ['{"a":1,"b":1,"c":1,"d":1,"retention":{"days":0,"maxEvents":-1,"minFreeBytes":-1,"maxImageBytes":-1,"x":1}}', "… y "],
  ['{"destinations": [{"name": "x"}]}', "Falta destinations[0].forwarder. Escriba uno de estos: "],
  [
    '{"destinations": [{"name": "x", "forwarder": "webhok"}]}',
    'destinations[0].forwarder no puede ser "webhok". ¿Quiso decir "webhook"?',
  ],
  [
    '{"destinations": [{"name": "x", "forwarder": "webhook", "settings": {"url": "abc"}}]}',
    'destinations[0].settings.url no puede ser "abc". Esta URL no está completa.',
  ],
  [
    '{"destinations": [{"name": "Front desk", "rules": {"onLists": ["Staf"]}}]}',
    'destinations[0].rules.onLists[0] nombra la lista de matrículas "Staf", que no existe. ¿Quiso decir "Staff"?',
  ],
  [
    '{"destinations": [{"name": "Front desk", "rules": {"onLists": ["Nobody at all"]}}]}',
    'destinations[0].rules.onLists[0] nombra la lista de matrículas "Nobody at all", que no existe. Hay Staff, Tagged.',
  ],
  ['{"lists": [{"name": "A"}, {"name": "a"}]}', 'lists[1].name no puede ser "a". Escriba otro nombre: lists[0] ya lo tiene.'],
  ['{"lists": [{"name": "A", "sync": {"tag": "t"}}]}', "Falta lists[0].sync.token: escriba el token de ParkPow."],
  [
    '{"lists": [{"name": "A", "sync": {"tag": "t", "token": "x"}, "entries": []}]}',
    "lists[0].entries no se puede indicar: esta lista se llena desde ParkPow. Quite sync o entries.",
  ],
  [
    '{"lists": [{"name": "A", "entries": [{"plate": "A*"}]}]}',
    'lists[0].entries[0].plate no puede ser "A*". Una lista contiene matrículas completas: * y ? no sustituyen a otras letras.',
  ],
  ['{"inboxes": [{"name": "A"}]}', "Falta inboxes[0].queueUrl: un buzón nuevo lo necesita."],
  [
    '{"inboxes": [{"name": "A", "queueUrl": "http://q/1", "region": "eu-west-1"}]}',
    'Falta inboxes[0].credentials: escriba { "kind": "profile", "profile": "…" } o las claves.',
  ],
  [
    '{"inboxes": [{"name": "A", "queueUrl": "http://q/1", "region": "eu-west-1", "credentials": {"kind": "keys", "accessKeyId": "AKIA1234"}}]}',
    "Falta inboxes[0].credentials.secretAccessKey: escriba el secreto de esta clave de acceso.",
  ],
  ['{"plateCourier": "sealed settings", "version": 1}', "Este archivo está sellado. Escriba su frase de contraseña."],
];
