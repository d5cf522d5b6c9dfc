import { describe, expect, it } from "vitest";
import { checkStreamConfig } from "../../../src/shared/stream-config/check.ts";
import type { FindingCode, ReceiverPlace } from "../../../src/shared/stream-config/finding.ts";

const here: ReceiverPlace = { urls: ["http://192.168.1.20:8001/"], port: 8001, tls: false, requireToken: false };

const good = `timezone = Europe/Berlin

[cameras]
  # regions = fr, gb
  image_format = $(camera)_screenshots/%y-%m-%d/%H-%M-%S.%f.jpg

  [[camera-1]]
    active = yes
    url = rtsp://admin:secret@192.168.0.108:8080/video/h264
    webhook_targets = plate-courier

  [[camera-2]]
    url = rtsp://192.168.0.109/stream
    webhook_targets = plate-courier, parkpow

[webhooks]
  [[plate-courier]]
    url = http://192.168.1.20:8001/
    image = yes
    image_type = original, vehicle
  [[parkpow]]
    url = https://app.parkpow.com/api/v1/webhook-receiver/
    header = Authorization: Token abcdef
    image = yes`;

const check = (text: string, receiver: Partial<ReceiverPlace> = {}) => checkStreamConfig(text, { ...here, ...receiver });
const found = (text: string, receiver: Partial<ReceiverPlace> = {}) =>
  check(text, receiver).findings.map(({ code, line }) => [code, line] as [FindingCode, number | null]);
/** The good file with one part of it written otherwise. */
const changed = (from: string, to: string) => {
  expect(good).toContain(from);
  return good.replace(from, to);
};

describe("a config.ini", () => {
  it("that is right has nothing to be said of it, and stays as it is to the letter", () => {
    expect(check(good)).toEqual({ findings: [], corrected: good, cameras: 2 });
  });

  it("may give every camera its webhook in [cameras] at once", () => {
    const once = good
      .replaceAll(/ {4}webhook_targets.*\n/g, "")
      .replace("[cameras]\n", "[cameras]\n  webhook_targets = plate-courier, parkpow\n");
    expect(found(once)).toEqual([]);
  });

  it("may use the older way, with addresses in the camera's own lines", () => {
    const older = "[cameras]\n  webhook_targets = http://192.168.1.20:8001/\n  [[a]]\n    url = rtsp://x/1\n";
    expect(check(older)).toEqual({ findings: [], corrected: older, cameras: 1 });
  });

  it("may name this machine as Docker does", () => {
    expect(found(changed("192.168.1.20", "host.docker.internal"))).toEqual([]);
  });

  it("may end its lines as Windows does", () => {
    expect(check(good.replaceAll("\n", "\r\n")).findings).toEqual([]);
  });

  it("is not what a JSON file, a sentence or nothing is", () => {
    for (const text of ["", "   \n", '{"cameras": 1}', "Why does nothing arrive?"])
      expect(check(text)).toMatchObject({ findings: [{ code: "notConfig", level: "error" }], corrected: null });
  });
});

describe("in its lines, the check finds", () => {
  it.each<[string, string, FindingCode, number, string]>([
    ["[[camera-1]]", "[[camera-1]", "brackets", 7, "[[camera-1]]"],
    ["    active = yes", "    active: yes", "colon", 8, "    active = yes"],
    ["  # regions = fr, gb", "  ; regions = fr, gb", "semicolon", 4, "  # regions = fr, gb"],
    ["    active = yes", "    active", "notPair", 8, "    # active"],
    ["    active = yes", "    active\u00a0=\u00a0yes", "oddSpace", 8, "    active = yes"],
    ["timezone = Europe/Berlin", "timezone = “Europe/Berlin”", "curlyQuotes", 1, 'timezone = "Europe/Berlin"'],
    ["    active = yes", "    active = yes\n    active = no", "duplicateKey", 9, "    #     active = no"],
  ])("%s written as %s: %s", (from, to, code, line, mended) => {
    const report = check(changed(from, to));
    expect(report.findings.map((one) => [one.code, one.line])).toEqual([[code, line]]);
    expect(report.corrected?.split("\n")[line - 1]?.trim().replace(/\s+/g, " ")).toBe(mended.trim().replace(/\s+/g, " "));
  });

  it("a quote that is not closed", () => {
    expect(found(changed("timezone = Europe/Berlin", 'timezone = "Europe/Berlin'))).toEqual([["quote", 1]]);
  });

  it("a byte order mark, tabs and mixed line ends, which do no harm, as notes", () => {
    const report = check(`\uFEFF${good.replace("    active", "\t\tactive").replace("\n", "\r\n")}`);
    expect(report.findings.map(({ code, level }) => [code, level])).toEqual([
      ["byteOrderMark", "note"],
      ["lineEnds", "note"],
      ["tabs", "note"],
    ]);
    expect(report.corrected?.startsWith("timezone")).toBe(true);
  });
});

describe("in its sections and keys, the check finds", () => {
  it("a key that is mistyped, and the one that was meant", () => {
    const report = check(changed("    webhook_targets = plate-courier\n", "    webhook-target = plate-courier\n"));
    expect(report.findings).toMatchObject([
      { code: "unknownKey", line: 10, values: { key: "webhook-target", near: "webhook_target" } },
    ]);
    expect(report.corrected).toContain("    webhook_target = plate-courier\n");
  });

  it("a key that nobody here knows, without calling it wrong", () => {
    expect(check(changed("    active = yes", "    brand_new_thing = yes")).findings).toMatchObject([
      { code: "otherKey", level: "note", line: 8, values: { key: "brand_new_thing" } },
    ]);
  });

  it("a section that is mistyped", () => {
    const report = check(changed("[webhooks]", "[Webhook]"));
    expect(report.findings).toMatchObject([{ code: "unknownSection", values: { section: "Webhook", near: "webhooks" } }]);
    expect(report.corrected).toContain("\n[webhooks]\n");
  });

  it("a camera beside [cameras], and puts it in", () => {
    const report = check(changed("  [[camera-2]]", "[camera-2]"));
    expect(report.findings).toMatchObject([{ code: "cameraLevel", line: 12, values: { camera: "camera-2" } }]);
    expect(found(report.corrected ?? "")).toEqual([]);
    expect(check(report.corrected ?? "").cameras).toBe(2);
  });

  it("a section twice, and puts both together", () => {
    const report = check(changed("  [[parkpow]]", "[webhooks]\n  [[parkpow]]"));
    expect(report.findings).toMatchObject([{ code: "duplicateSection", line: 21, values: { section: "webhooks" } }]);
    expect(report.corrected).toBe(good);
  });

  it("a camera's name twice, and gives the second one of its own", () => {
    const report = check(changed("[[camera-2]]", "[[camera-1]]"));
    expect(report.findings).toMatchObject([{ code: "duplicateSection", line: 12 }]);
    expect(report.corrected).toContain("  [[camera-1-2]]\n");
  });

  it("no camera at all", () => {
    expect(found("[webhooks]\n[[a]]\nurl = http://192.168.1.20:8001/\nimage = yes")).toEqual([["noCameras", null]]);
  });

  it("a camera without an address, and one that is switched off", () => {
    const text = changed("    active = yes\n    url = rtsp://admin:secret@192.168.0.108:8080/video/h264\n", "    active = no\n");
    expect(found(text)).toEqual([
      ["cameraWithoutUrl", 7],
      ["cameraOff", 8],
    ]);
  });

  it("that every camera is switched off", () => {
    const text = good.replace("active = yes", "active = no").replace("[[camera-2]]", "[[camera-2]]\n    active = off");
    expect(found(text)).toContainEqual(["allCamerasOff", 3]);
  });

  it.each<[string, FindingCode]>([
    ["    mmc = perhaps", "notYesNo"],
    ["    sample = often", "notNumber"],
    ["    detection_mode = plates", "notOption"],
  ])("the value of %s", (line, code) => {
    expect(found(changed("    active = yes", line))).toEqual([[code, 8]]);
  });
});
