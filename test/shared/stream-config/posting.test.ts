import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { streamConfig } from "../../../src/shared/stream-config/block.ts";
import { checkStreamConfig } from "../../../src/shared/stream-config/check.ts";
import { type FindingCode, findingCodes, type ReceiverPlace } from "../../../src/shared/stream-config/finding.ts";
import { printStreamConfig, readStreamConfig } from "../../../src/shared/stream-config/read.ts";

const here: ReceiverPlace = {
  urls: ["http://192.168.1.20:8001/", "http://10.0.0.4:8001/"],
  ...{ port: 8001, tls: false, requireToken: false },
};
const check = (text: string, receiver: Partial<ReceiverPlace> = {}) => checkStreamConfig(text, { ...here, ...receiver });

/** A file with one camera and one webhook of this address. */
const posting = (url: string, more = "") =>
  `[cameras]\n  [[a]]\n    url = rtsp://x/1\n    webhook_targets = hook\n[webhooks]\n  [[hook]]\n    url = ${url}\n    image = yes${more}`;
const codes = (text: string, receiver: Partial<ReceiverPlace> = {}) => check(text, receiver).findings.map(({ code }) => code);

describe("the address that Stream posts to", () => {
  it.each<[string, FindingCode[], string]>([
    ["http://192.168.1.20:8001/", [], "http://192.168.1.20:8001/"],
    ["http://10.0.0.4:8001", [], "http://10.0.0.4:8001"],
    ["192.168.1.20:8001", ["urlNoScheme"], "http://192.168.1.20:8001/"],
    ["http://localhost:8001/", ["localhost"], "http://192.168.1.20:8001/"],
    ["http://127.0.0.1:8001/", ["localhost"], "http://192.168.1.20:8001/"],
    ["http://192.168.1.20:8002/", ["wrongPort"], "http://192.168.1.20:8001/"],
    ["http://192.168.1.20/", ["wrongPort"], "http://192.168.1.20:8001/"],
    ["https://192.168.1.20:8001/", ["httpsWithoutCertificate"], "http://192.168.1.20:8001/"],
    ["http://192.168.1.99:8001/", ["otherAddress"], "http://192.168.1.20:8001/"],
    ["http://plates.example:8001/", ["urlName"], "http://plates.example:8001/"],
    ["http://192.168.1.20:8001/api/hook", ["urlPath"], "http://192.168.1.20:8001/api/hook"],
    ["http//192.168.1.20:8001/", ["urlNoScheme"], "http://192.168.1.20:8001/"],
    ["http:/192.168.1.20:8001/", ["urlNoScheme"], "http://192.168.1.20:8001/"],
    ["http://[not an address", ["urlNotUrl"], "http://192.168.1.20:8001/"],
    ["rtsp://192.168.1.20:8001/", ["urlNotUrl"], "http://192.168.1.20:8001/"],
  ])("%s: %j", (url, expected, corrected) => {
    const report = check(posting(url));
    expect(report.findings.map(({ code }) => code)).toEqual(expected);
    expect(report.corrected).toContain(`    url = ${corrected}\n`);
  });

  it("has to be https where the receiver has a certificate", () => {
    const tls = { tls: true, urls: ["https://192.168.1.20:8001/"] };
    expect(codes(posting("http://192.168.1.20:8001/"), tls)).toEqual(["httpOnTls"]);
    expect(codes(posting("https://192.168.1.20:8001/"), tls)).toEqual([]);
  });

  it("may be localhost where the receiver listens on nothing else, but not at another port", () => {
    const local = { urls: ["http://127.0.0.1:8001/"] };
    expect(codes(posting("http://localhost:8001/"), local)).toEqual([]);
    expect(codes(posting("http://localhost:8002/"), local)).toEqual(["wrongPort"]);
    expect(codes(posting("http://localhost:8002/"))).toEqual(["localhost", "wrongPort"]);
  });

  it("may be another program's, as long as one leads here too", () => {
    const text = posting("http://192.168.1.20:8001/").replace("= hook\n", "= hook, gateway\n");
    expect(codes(`${text}\n  [[gateway]]\n    url = http://192.168.1.20:8002/\n    image = yes`)).toEqual([]);
  });

  it("is added where no webhook leads here, and chosen by every camera", () => {
    const report = check(posting("https://app.parkpow.com/api/v1/webhook-receiver/"));
    expect(report.findings).toMatchObject([
      { code: "cameraNotSending", line: 2, values: { camera: "a", say: "plate-courier" } },
      { code: "noWebhookHere", line: null },
    ]);
    expect(report.corrected).toContain("    webhook_targets = hook, plate-courier\n");
    expect(report.corrected).toContain("  [[plate-courier]]\n    url = http://192.168.1.20:8001/\n");
    expect(codes(report.corrected ?? "")).toEqual([]);
  });

  it("is added as another address where the file has addresses in the cameras' lines", () => {
    const report = check("[cameras]\n[[a]]\nurl = rtsp://x/1\nwebhook_targets = http://webhook.site/abc # ours\n");
    expect(report.corrected).toContain("webhook_targets = http://webhook.site/abc, http://192.168.1.20:8001/ # ours\n");
    expect(codes(report.corrected ?? "")).toEqual([]);
  });

  it("is added to a file that has no webhooks at all, as the vendor's installer leaves it", () => {
    const report = check("timezone = UTC\n\n[cameras]\n  [[camera-1]]\n    url = rtsp://192.168.0.108:8080/video/h264\n");
    expect(report.findings.map(({ code }) => code)).toEqual(["cameraNotSending", "noWebhookHere"]);
    expect(codes(report.corrected ?? "")).toEqual([]);
  });
});

describe("of several cameras", () => {
  const two = (first: string, second: string, shared = "") =>
    `[cameras]\n${shared}[[a]]\nurl = rtsp://x/1\n${first}[[b]]\nurl = rtsp://x/2\n${second}${streamConfig("http://192.168.1.20:8001/", false)}`;
  const line = "webhook_targets = plate-courier\n";

  it("the one without a webhook is named, and gets the line", () => {
    const report = check(two(line, ""));
    expect(report.findings).toMatchObject([{ code: "cameraNotSending", line: 5, values: { camera: "b" } }]);
    expect(codes(report.corrected ?? "")).toEqual([]);
  });

  it("the one whose webhook is misspelt is named, with the right name", () => {
    const report = check(two(line, "webhook_targets = plate-curier\n"));
    expect(report.findings).toMatchObject([
      { code: "unknownTarget", line: 7, values: { webhook: "plate-curier", near: "plate-courier" } },
    ]);
    expect(report.corrected).toBe(two(line, line));
  });

  it("each gets what [cameras] says, but where it says otherwise itself", () => {
    expect(codes(two("", "", line))).toEqual([]);
    expect(codes(two("", "webhook_targets = http://webhook.site/x\n", line))).toEqual(["cameraNotSending"]);
  });

  it("none uses the webhook: that is told of the webhook as well", () => {
    const other = "webhook_targets = other\n";
    const text = `${two(other, other)}\n[[other]]\nurl = http://192.168.1.20:8001/\nimage = yes`;
    expect(codes(text)).toEqual(["webhookUnused"]);
  });
});

describe("what is sent along", () => {
  it("is a token, where the receiver requires one", () => {
    const required = { requireToken: true };
    const report = check(posting("http://192.168.1.20:8001/"), required);
    expect(report.findings).toMatchObject([{ code: "tokenMissing", level: "error" }]);
    expect(report.corrected).toContain("    header = Authorization: Token PUT-THE-TOKEN-HERE\n");
    expect(codes(report.corrected ?? "", required)).toEqual(["tokenPlaceholder"]);
    expect(codes(posting("http://192.168.1.20:8001/", "\n    header = Authorization: Token 0f3a"), required)).toEqual([]);
    expect(codes(posting("http://192.168.1.20:8001/", "\n    header = Token 0f3a"), required)).toEqual(["headerForm"]);
  });

  it.each<[string, FindingCode]>([
    ["\n    image_type = vehicle", "imageTypeVehicleOnly"],
    ["\n    caching = no", "cachingOff"],
  ])("%j: %s", (more, code) => {
    expect(codes(posting("http://192.168.1.20:8001/", more))).toEqual([code]);
  });

  it("is a picture: switched off or not mentioned is told and mended", () => {
    const text = posting("http://192.168.1.20:8001/");
    const off = check(text.replace("image = yes", "image = no"));
    expect(off.findings.map(({ code }) => code)).toEqual(["imageOff"]);
    expect(off.corrected).toBe(text);
    expect(codes(text.replace("    image = yes", ""))).toEqual(["imageMissing"]);
  });

  it("never shows up in what is found", () => {
    const secret = "S3cr3tT0ken";
    const text = posting(
      `http://user:${secret}@192.168.1.20:8002/?key=${secret}`,
      `\n    header = X: ${secret}\n    heder = ${secret}`,
    )
      .replace("rtsp://x/1", `rtsp://admin:${secret}@x/1`)
      .concat(`\n${secret}\n`);
    const { findings } = check(text, { requireToken: true });
    expect(findings.length).toBeGreaterThan(2);
    expect(JSON.stringify(findings)).not.toContain(secret);
  });
});

describe("whatever is pasted", () => {
  const piece = fc.oneof(
    fc.constantFrom(
      "[cameras]",
      "[[a]]",
      "[webhooks]",
      "[[[x]]]",
      "url = http://192.168.1.20:8001/",
      "url = rtsp://x/1",
      "image = no",
    ),
    fc.constantFrom(
      "webhook_targets = a, b",
      "webhook_target = localhost:8001",
      "key: value",
      "; c",
      '"',
      "'''",
      "__proto__ = 1",
    ),
    fc.constantFrom("[]", "[[", "= x", "header = Authorization: Token x", "active = no", "constructor = toString", "[cameras"),
    fc.string(),
  );
  const file = fc.oneof(
    fc.string(),
    fc.array(piece, { maxLength: 30 }).map((lines) => lines.join("\n")),
  );

  it("the check neither throws nor tells what nobody has a sentence for", () => {
    fc.assert(
      fc.property(file, fc.boolean(), (text, requireToken) => {
        const { findings } = check(text, { requireToken });
        for (const { code } of findings) expect(findingCodes).toContain(code);
      }),
    );
  });

  it("a corrected file posts here, from every camera, and Stream can read it", () => {
    const mended: FindingCode[] = ["brackets", "tooDeep", "notPair", "semicolon", "colon", "duplicateKey", "duplicateSection"];
    mended.push("noWebhookHere", "cameraNotSending", "localhost", "wrongPort", "urlNoScheme", "unknownSection", "cameraLevel");
    fc.assert(
      fc.property(file, (text) => {
        const { corrected } = check(text);
        const again = corrected === null ? [] : codes(corrected);
        expect(again.filter((code) => mended.includes(code))).toEqual([]);
      }),
    );
  });

  it("a file that Stream can read is printed as it was", () => {
    fc.assert(
      fc.property(file, (text) => {
        const { root, faults } = readStreamConfig(text);
        if (faults.length === 0) expect(printStreamConfig(root).join("\n")).toBe(text.replace(/\r\n?/g, "\n"));
      }),
    );
  });
});
