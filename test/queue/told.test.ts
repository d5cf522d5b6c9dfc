import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { DeliveryError } from "../../src/main/forwarders/forwarder.ts";
import { listRefusal, type PlateKnowledge, sightingRefusal } from "../../src/main/queue/list-rules.ts";
import type { RoutableDestination } from "../../src/main/queue/route.ts";
import type { IncomingEvent } from "../../src/main/store/store.ts";
import type { Rules } from "../../src/shared/destination.ts";
import { phrase } from "../../src/shared/phrases/phrase.ts";
import { inSpanish } from "../shared/phrases/told.ts";
import { type Courier, openCourier } from "./courier.ts";
import { sampleDestination, sampleImage, sampleRead, sampleRules } from "./samples.ts";

let courier: Courier;
beforeEach(async () => {
  courier = await openCourier();
});
afterEach(() => courier.close());

/** Accepts an event for a destination and tells why it does not get it. */
async function whyNot(routable: Partial<RoutableDestination>, event: Partial<IncomingEvent>): Promise<string> {
  courier.use({ id: "hook", routable });
  const [id = 0] = await courier.accept(event.camera ?? "gate", event);
  return inSpanish(courier.delivery(id).lastError);
}

describe("why a read is filtered", () => {
  it.each<[Partial<Rules>, Parameters<typeof sampleRead>[0], string]>([
    [{ requirePlate: true }, { plate: null }, "no se pudo leer ninguna matrícula"],
    [{ cameras: ["yard"] }, {}, "la cámara gate no está elegida para este destino"],
    [{ minScore: 0.95 }, {}, "la puntuación 0.9 está por debajo del mínimo de 0.95"],
    [{ minScore: 0.95 }, { score: null }, "no tiene puntuación, y el mínimo es 0.95"],
    [{ regions: ["de", "be"] }, {}, "la región fr no está entre de, be"],
    [{ regions: ["de"] }, { region: null }, "no tiene región, y solo se envía de"],
    [{ vehicleTypes: ["Bus"] }, {}, "el tipo de vehículo Sedan no está entre Bus"],
    [{ vehicleTypes: ["Bus"] }, { vehicleType: null }, "no tiene tipo de vehículo, y solo se envía Bus"],
    [{ directionFrom: 100, directionTo: 200 }, {}, "la dirección 90° no está entre 100° y 200°"],
    [{ onLists: ["Gone"] }, {}, "sus reglas nombran la lista de matrículas Gone, que no existe"],
    [
      { directionFrom: 100, directionTo: 200 },
      { direction: null },
      "se desconoce su dirección de marcha, y solo se envía de 100° a 200°",
    ],
  ])("is told of the rule %j", async (rules, read, told) => {
    expect(await whyNot({ rules: sampleRules(rules) }, { reads: [sampleRead(read)] })).toBe(told);
  });

  it("is told of a whole event by its first read", async () => {
    const rules = sampleRules({ minScore: 0.95 });
    const reads = [sampleRead(), sampleRead({ score: null })];
    expect(await whyNot({ unit: "event", rules }, { reads })).toBe(
      "ninguna de sus 2 lecturas cumple las reglas; la primera: la puntuación 0.9 está por debajo del mínimo de 0.95",
    );
    expect(await whyNot({ unit: "event", rules }, { reads: [] })).toBe(
      "no contiene ninguna lectura a la que se puedan aplicar las reglas",
    );
    expect(await whyNot({ rules: sampleRules({ cameras: ["yard"] }) }, { camera: "" })).toBe("no indica ninguna cámara");
  });

  it("is told of plate lists and sightings", () => {
    const known: PlateKnowledge = {
      lists: ["Staff", "Blocked"].map((name) => ({ id: name, name })),
      lookup: { listsOf: (plate) => (plate === "BAD1" ? ["Blocked"] : []), lastSighting: () => 80_000 },
      now: 100_000,
    };
    const list = (rules: Partial<Rules>, plate: string | null) => inSpanish(listRefusal(sampleRules(rules), plate, known));
    const both = { onLists: ["Staff", "Blocked"] };
    expect(list({ onLists: ["Staff"] }, "XY9")).toBe("la matrícula no está en la lista Staff");
    expect(list(both, "XY9")).toBe("la matrícula no está en ninguna de las listas Staff, Blocked");
    expect(list({ onLists: ["Staff"] }, null)).toContain("solo se envían las de la lista Staff");
    expect(list(both, null)).toContain("solo se envían las de alguna de las listas Staff, Blocked");
    expect(list({ notOnLists: ["Blocked"] }, "BAD1")).toBe("la matrícula está en la lista Blocked");

    const hook = sampleDestination({ rules: sampleRules({ firstWithinS: 60 }) });
    const sighted = (now: number, seen: string[] = []) =>
      inSpanish(sightingRefusal(hook, "XY9", new Set(seen), { ...known, now }));
    expect(sighted(100_000)).toBe("la misma matrícula se envió 20 s antes, y solo se envía la primera detección dentro de 60 s");
    expect(sighted(70_000)).toBe("la misma matrícula se envió 10 s después, y solo se envía la primera detección dentro de 60 s");
    expect(sighted(100_000, ["XY9"])).toBe("la misma matrícula se envía con otra lectura de este webhook");
  });
});

describe("why a read is skipped", () => {
  it.each([
    ["scene", "ninguna imagen,", "la imagen que"],
    ["plate", "ninguna imagen de la matrícula,", "la imagen de la matrícula que"],
    ["other", "ninguna imagen adicional,", "la imagen adicional que"],
  ] as const)("is told of a picture (%s) that is missing, or broken", async (role, missing, broken) => {
    const damaged = sampleImage({ role, unreadable: phrase("image.endsEarly") });
    expect(await whyNot({ needs: [role] }, { images: [] })).toBe(`el webhook no trajo ${missing} y este destino necesita una`);
    expect(await whyNot({ needs: [role] }, { images: [damaged] })).toBe(
      `no se puede descodificar ${broken} este destino necesita: el archivo termina antes de tiempo`,
    );
  });
});

describe("what the queue says itself", () => {
  it("is told of a destination that does not answer, and of an error of our own", async () => {
    courier.use(
      { id: "mute", name: "Front desk", timeoutMs: 5000, answer: () => new Promise(() => undefined) },
      { id: "odd", answer: () => Promise.reject(new Error("odd")) },
    );
    await courier.dispatcher.start();
    const [mute = 0, odd = 0] = await courier.accept();
    await courier.clock.advance(10_000);
    expect(inSpanish(courier.delivery(mute).lastError)).toBe("Front desk no respondió en 5 s.");
    expect(inSpanish(courier.delivery(odd).lastError)).toMatch(/^Plate Courier tuvo un problema propio al enviar esto\./);
  });

  it("is told of cameras that wait", async () => {
    const answer = ({ camera }: { camera: string }) => {
      const gone = phrase("connection.hostDown", { where: camera });
      return Promise.reject(new DeliveryError("misconfigured", gone, { cameraOnly: true }));
    };
    courier.use({ id: "hook", answer });
    await courier.dispatcher.start();
    for (const camera of ["gate", "yard"]) await courier.accept(camera);
    await courier.clock.advance(1000);
    expect(inSpanish(courier.dispatcher.states()[0]?.reason)).toBe(
      "Las lecturas de la cámara gate esperan: gate está apagado o no está en la red. Lo mismo vale para yard.",
    );
  });

  it("is told of what was paused or cancelled by hand, and of a destination that is gone", async () => {
    courier.use({ id: "hook" });
    await courier.dispatcher.start();
    await courier.dispatcher.pause("hook", null);
    const [id = 0] = await courier.accept();
    expect(inSpanish(courier.dispatcher.states()[0]?.reason)).toContain("En pausa por el operador.");
    await courier.dispatcher.cancel({ ids: [id] }, phrase("console.cancelled"));
    expect(inSpanish(courier.delivery(id).lastError)).toBe("Cancelada por el operador.");
    await expect(courier.dispatcher.resume("gone")).rejects.toThrow(phrase("console.destinationGone"));
  });
});
