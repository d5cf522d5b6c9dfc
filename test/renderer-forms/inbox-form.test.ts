import { describe, expect, it } from "vitest";
import { inboxInputs, inboxOf, inboxStateOf, switched, withQueueUrl } from "../../src/renderer/settings/inbox-form.ts";
import { InboxDraft, type InboxView } from "../../src/shared/inbox.ts";

const queueUrl = "https://sqs.eu-central-1.amazonaws.com/123456789012/plate-courier";
const view: InboxView = {
  ...{ id: "in-1", name: "Cloud", enabled: true, queueUrl, region: "eu-central-1", bucket: "plates" },
  ...{ sqsEndpoint: "", s3Endpoint: "" },
  credentials: { kind: "keys", accessKeyId: "AKIA1234", secretAccessKey: { set: true } },
};

describe("the inbox's form", () => {
  it("gives back what it shows, with a mark for the key that stays, for both kinds of credentials", () => {
    for (const credentials of [view.credentials, { kind: "profile", profile: "plates" } as const]) {
      const shown = { ...view, credentials };
      expect(inboxOf(inboxStateOf(shown), "in-1")).toEqual({ draft: shown, problems: {} });
      expect(InboxDraft.safeParse(inboxOf(inboxStateOf(shown), "in-1").draft).success).toBe(true);
    }
  });

  it("names each input that is missing, by the core's own name for it", () => {
    const { problems } = inboxOf(inboxStateOf(null), null);
    expect(problems).toEqual({
      ...{ name: "name", queueUrl: "url", region: "region" },
      ...{ "credentials.accessKeyId": "accessKeyId", "credentials.secretAccessKey": "secret" },
    });
    for (const input of Object.keys(problems)) expect(inboxInputs).toContain(input);
  });

  it("takes the region from the queue's URL, and refuses another one as the core does", () => {
    const state = withQueueUrl(inboxStateOf(view), "https://sqs.us-west-2.amazonaws.com/123456789012/plates");
    expect(state.region).toBe("us-west-2");
    const wrong = { ...state, region: "us-east-1" };
    expect(inboxOf(wrong, "in-1").problems).toEqual({ region: "otherRegion" });
    expect(InboxDraft.safeParse(inboxOf(wrong, "in-1").draft).error?.issues[0]?.path).toEqual(["region"]);
    const compatible = withQueueUrl(
      { ...wrong, sqsEndpoint: "http://localhost:9324" },
      "http://localhost:9324/000000000000/plates",
    );
    expect(compatible.region).toBe("us-east-1");
    expect(inboxOf(compatible, "in-1").problems).toEqual({});
  });

  it("asks for the key again where it cannot be read any more or was taken away", () => {
    const lost = { ...view, credentials: { kind: "keys", accessKeyId: "AKIA1234", secretAccessKey: null } as const };
    expect(inboxOf(inboxStateOf(lost), "in-1").problems).toEqual({ "credentials.secretAccessKey": "secret" });
    expect(switched(lost, false)).toBeNull();
    expect(switched(view, false)).toEqual({ ...view, enabled: false });
    const removed = inboxStateOf(view);
    removed.secret = { ...removed.secret, removed: true };
    expect(inboxOf(removed, "in-1").problems).toEqual({ "credentials.secretAccessKey": "secret" });
  });
});
