import { afterEach, beforeEach, expect, it } from "vitest";
import { sampleRecognition } from "../../src/shared/sample-recognition.ts";
import { type NxSimulator, nxCamera, startNxWitness } from "../simulators/nx-witness.ts";
import { type CoreUnderTest, eventually, startCore } from "./core-under-test.ts";

const account = { username: "lpr", password: "secret-word" };
const yard = "5a3c1c1e-7b6f-4c57-9d0b-2f5f0c6a1b22";
let under: CoreUnderTest;
let nx: NxSimulator;
beforeEach(async () => {
  under = await startCore();
  nx = await startNxWitness({ ...account, cameras: { [nxCamera]: "Gate", [yard]: "Yard" } });
});
afterEach(async () => {
  await under.remove();
  await nx.close();
});

const destination = (cameras: Record<string, string>) => ({
  ...{ id: null, name: "Nx", forwarder: "nx-witness", enabled: true, rules: {}, cameras },
  settings: { url: nx.origin, ...account, api: "v3" },
});

/** Posts a read of the camera "gate" with these headers, and tells which of Nx's cameras got its bookmark. */
async function cameraOf(plate: string, headers: Record<string, string> = {}): Promise<string | undefined> {
  const recognition = sampleRecognition({ plate, camera: "gate", timestamp: new Date() });
  const body = JSON.stringify(recognition);
  const answer = await fetch(under.receiverUrl(), {
    method: "POST",
    body,
    headers: { "content-type": "application/json", ...headers },
  });
  expect(answer.status).toBe(200);
  const made = () => nx.bookmarks.find(({ bookmark }) => bookmark.name === plate.toUpperCase())?.camera;
  await eventually(() => made() !== undefined);
  return made();
}

it("a read goes to the mapped camera, to that of the header camera-id where it is sent, and unmapped to what the header names", async () => {
  await under.core.console.saveDestination(destination({ gate: nxCamera, "east 1": yard }));
  expect(await cameraOf("one111")).toBe(nxCamera);
  expect(await cameraOf("two222", { "camera-id": "east 1" })).toBe(yard);
  // As the middleware has it in the field: the header is the VMS's own id.
  const saved = (await under.core.console.destinations())[0];
  await under.core.console.saveDestination({ ...destination({}), id: saved?.id ?? null });
  expect(await cameraOf("three33", { "camera-id": yard })).toBe(yard);
});

it("names the setting, and the kind of destination, that was probably meant", async () => {
  const draft = destination({});
  await expect(under.core.console.saveDestination({ ...draft, forwarder: "nx-witnes" })).rejects.toMatchObject({
    message: expect.stringMatching(/^There is no forwarder "nx-witnes"\. Did you mean "nx-witness"\?/),
  });
  await expect(
    under.core.console.saveDestination({ ...draft, settings: { ...draft.settings, usrname: "x" } }),
  ).rejects.toMatchObject({ message: "settings.usrname is not known. Did you mean username?" });
});
