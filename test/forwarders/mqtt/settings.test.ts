/** What an operator may enter for a broker, and what is refused before it is saved. */
import { describe, expect, it } from "vitest";
import { mqtt } from "../../../src/main/forwarders/mqtt.ts";

describe("the settings", () => {
  const problems = (entered: object) =>
    mqtt.settings.safeParse({ url: "mqtt://broker", ...entered }).error?.issues.map(({ path, message }) => `${path}: ${message}`);

  it.each([
    ["broker:1883", /^url: The URL must begin with mqtt:\/\/, mqtts:\/\/, ws:\/\/ or wss:\/\//],
    ["broker", /^url: This is no complete URL\. It must look like mqtt:\/\/broker:1883/],
    ["https://broker", /^url: The URL must begin with mqtt/],
    ["mqtt://lpr:word@broker", /^url: Take user and password out of the URL/],
    ["mqtt://broker/plates", /^url: Take the path out/],
    ["ws://broker/mqtt#x", /^url: Take the part from # on/],
    ["mqtt://169.254.169.254", /^url: This is a link-local or metadata address/],
    ["mqtt://2852039166", /^url: This is a link-local or metadata address/],
    ["wss://[fe80::1]/mqtt", /^url: This is a link-local or metadata address/],
  ])("refuse the broker %s with the reason", (url, reason) => {
    expect(problems({ url })?.join("\n")).toMatch(reason);
  });

  it("refuse topics that nothing can be published on, before saving", () => {
    expect(problems({ topic: "plates/{{ plate" })?.[0]).toMatch(/^topic: This template does not parse: line 1, column 8/);
    expect(problems({ topic: "plates/#" })).toEqual(["topic: A topic to publish on has no + and no #."]);
    expect(problems({ topic: "" })).toEqual(["topic: The topic is empty."]);
    expect(problems({ topic: "$SYS/{{ plate }}" })).toEqual(["topic: Topics that begin with $ belong to the broker."]);
    expect(problems({ topic: "plates/{{ plate }}" })).toBeUndefined();
    expect(problems({ topic: "plates/{{ plate }}", homeAssistantDiscovery: true })?.[0]).toMatch(/^topic: With Home Assistant/);
    expect(problems({ topic: "a/{{ camera }}/b", homeAssistantDiscovery: true })).toBeUndefined();
  });

  it("refuse a password without a user, and a quality of service that there is not", () => {
    expect(problems({ password: "word" })).toEqual(["username: Enter the user too: a broker is not told a password alone."]);
    expect(problems({ qos: 3 })?.[0]).toMatch(/^qos: /);
  });

  it("have these keys and defaults", () => {
    expect(mqtt.settings.parse({ url: "mqtt://broker" })).toEqual({
      ...{ url: "mqtt://broker", username: "", password: "", topic: "plate-courier/{{ camera }}/plate", qos: 1 },
      ...{ retain: false, homeAssistantDiscovery: false, certificateSha256: "", timeoutS: 30 },
    });
  });
});
