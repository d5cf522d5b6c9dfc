import { describe, expect, it } from "vitest";
import { inUnit, mebibyte } from "../../src/renderer/settings/bytes.ts";
import { receiverInputs, receiverOf, receiverStateOf } from "../../src/renderer/settings/receiver-form.ts";
import { retentionInputs, retentionOf, retentionStateOf } from "../../src/renderer/settings/retention-form.ts";
import { ReceiverSettings, RetentionSettings } from "../../src/shared/settings.ts";

const view = (settings: unknown) => {
  const { sources: _, tls, ...receiver } = ReceiverSettings.parse(settings);
  return { ...receiver, sources: [], tls: tls?.kind === "pfx" ? { ...tls, passphrase: null } : tls };
};

describe("the receiver's form", () => {
  it("gives back what it shows, for the defaults and for each kind of certificate", () => {
    const pem = { tls: { kind: "pem", certFile: "C:\\certs\\a.pem", keyFile: "C:\\certs\\a.key" } };
    const pfx = { tls: { kind: "pfx", file: "C:\\certs\\a.pfx", passphrase: null } };
    for (const settings of [{}, pem, pfx]) {
      const { sources: _, ...receiver } = view(settings);
      expect(receiverOf(receiverStateOf(view(settings)))).toEqual({ draft: receiver, problems: {} });
    }
  });

  it("sends a passphrase only where one was typed", () => {
    const state = receiverStateOf(view({ tls: { kind: "pfx", file: "a.pfx" } }));
    const draftOf = (passphrase: typeof state.passphrase) => receiverOf({ ...state, passphrase }).draft.tls;
    expect(draftOf({ stored: true, typed: "open", removed: false })).toEqual({ kind: "pfx", file: "a.pfx", passphrase: "open" });
    expect(draftOf({ stored: true, typed: "", removed: false })).toMatchObject({ passphrase: { set: true } });
    expect(draftOf({ stored: true, typed: "", removed: true })).toMatchObject({ passphrase: null });
  });

  it("names each input that cannot be used, by the core's own name for it", () => {
    const state = { ...receiverStateOf(view({})), host: " ", port: "70000", maxBody: "much", maxJson: "0", tls: "pem" as const };
    const { problems } = receiverOf(state);
    expect(problems).toEqual({
      host: "host",
      port: "port",
      maxBodyBytes: "body",
      maxJsonBytes: "json",
      "tls.certFile": "file",
      "tls.keyFile": "file",
    });
    for (const input of Object.keys(problems)) expect(receiverInputs).toContain(input);
  });

  it("refuses exactly the sizes that the schema refuses", () => {
    for (const [maxBody, valid] of [
      ["0.0625", true],
      ["512", true],
      ["512.1", false],
      ["0,06", false],
    ] as const) {
      const { draft, problems } = receiverOf({ ...receiverStateOf(view({})), maxBody });
      expect(problems.maxBodyBytes === undefined).toBe(valid);
      expect(ReceiverSettings.safeParse(draft).success).toBe(valid);
    }
  });
});

describe("the retention's form", () => {
  it("gives back the defaults, and shows no limit as an empty input", () => {
    const retention = RetentionSettings.parse({});
    const state = retentionStateOf(retention);
    expect(state).toEqual({ days: "90", maxEvents: "", keepFree: "2", maxImages: "" });
    expect(retentionOf(state)).toEqual({ retention, problems: {} });
  });

  it("reads sizes in GB with a decimal comma", () => {
    const { retention } = retentionOf({ days: "30", maxEvents: "100.000", keepFree: "", maxImages: "1,5" });
    expect(retention).toEqual({ days: 30, maxEvents: 100_000, minFreeBytes: 0, maxImageBytes: 1536 * mebibyte });
    expect(RetentionSettings.safeParse(retention).success).toBe(true);
  });

  it("names each input that cannot be used", () => {
    const { problems } = retentionOf({ days: "0", maxEvents: "-1", keepFree: "x", maxImages: "1.2.3" });
    expect(problems).toEqual({ days: "days", maxEvents: "count", minFreeBytes: "size", maxImageBytes: "size" });
    expect(Object.keys(problems)).toEqual(retentionInputs);
  });
});

describe("a size on the disk", () => {
  it("is told as Windows tells it", () => {
    expect(inUnit(1_610_612_736)).toEqual({ value: 1.5, unit: "GB" });
    expect(inUnit(0)).toEqual({ value: 0, unit: "KB" });
    expect(inUnit(1010 * mebibyte)).toEqual({ value: 1, unit: "GB" });
    expect(inUnit(250 * mebibyte)).toEqual({ value: 250, unit: "MB" });
  });
});
