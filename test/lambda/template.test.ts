import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

const template = readFileSync("deploy/aws/template.yaml", "utf8");
const guide = readFileSync("docs/aws-lambda.md", "utf8");
const sources = (folder: string) => readdirSync(folder).map((file) => readFileSync(`${folder}/${file}`, "utf8"));

/** The part of the template from this line to the next of the same depth. */
const part = (name: string) => template.split(new RegExp(`^  ${name}:$`, "m"))[1]?.split(/^ {2}\w+:$/m)[0] ?? "";

describe("the template for AWS", () => {
  it("sets every variable that the Lambda reads, and no other", () => {
    const read = [
      ...sources("src/lambda")
        .join("")
        .matchAll(/value\("([A-Z_]+)"\)/g),
    ].map(([, name]) => name ?? "");
    const own = read.filter((name) => !name.startsWith("AWS_")).sort();
    const set = [...part("Receiver").matchAll(/^ {10}([A-Z_]+):/gm)].map(([, name]) => name).sort();
    expect(own).toHaveLength(5);
    expect(set).toEqual(own);
  });

  it("allows the workstation exactly what the inbox says that it needs", () => {
    const client = sources("src/main/inbox").join("");
    const needed = new Set(client.match(/\b(?:sqs|s3):[A-Z]\w+/g));
    const allowed = new Set(part("WorkstationPolicy").match(/\b(?:sqs|s3):[A-Z]\w+/g));
    expect(allowed.size).toBe(7);
    expect([...allowed].sort()).toEqual([...needed].sort());
  });

  it("allows the Lambda to put, and nothing more", () => {
    expect(part("Receiver").match(/\b(?:sqs|s3):[A-Z]\w+/g)).toEqual(["s3:PutObject", "sqs:SendMessage"]);
  });

  it("keeps objects longer than messages, so that no message outlives its pictures", () => {
    const seconds = Number(/MessageRetentionPeriod: (\d+)/.exec(template)?.[1]);
    const days = Number(/ExpirationInDays: (\d+)/.exec(template)?.[1]);
    expect(days * 86_400).toBeGreaterThan(seconds);
  });
});

describe("the guide for AWS", () => {
  it("names every variable, permission and output", () => {
    const outputs = [...(template.split("Outputs:")[1] ?? "").matchAll(/^ {2}(\w+):/gm)].map(([, name]) => name ?? "");
    const names = ["WEBHOOK_TOKEN", "FORWARD_URL", "FORWARD_TOKEN", "QUEUE_URL", "BUCKET"];
    const permissions = [...new Set(template.match(/\b(?:sqs|s3):[A-Z]\w+/g))];
    for (const word of [...outputs, ...names, ...permissions]) expect(guide, word).toContain(word);
  });

  it("shows a message as the format has it", async () => {
    const { QueueMessage } = await import("../../src/shared/queue-message.ts");
    const shown = /```json\n(\{\n {2}"format"[^`]+)```/.exec(guide)?.[1] ?? "";
    expect(QueueMessage.safeParse(JSON.parse(shown)).error).toBeUndefined();
  });

  it("shows a settings file that can be imported", async () => {
    const { parseSettingsFile } = await import("../../src/main/settings/settings-file.ts");
    const shown = /```json\n(\{\n {2}"inboxes"[^`]+)```/.exec(guide)?.[1] ?? "";
    expect(parseSettingsFile(shown, "the guide").inboxes).toHaveLength(1);
  });
});
