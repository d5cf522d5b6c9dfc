import { expect, it } from "vitest";
import { securityHeaders } from "../../src/main/console/security-headers.ts";
import { type Asked, runningConsole, signInWith, token } from "./console-fixture.ts";

const bearer = { authorization: `Bearer ${token}` };
const answers: [string, number, string, Asked][] = [
  ["the page", 200, "/", {}],
  ["a page that needs no token, deep in the console", 200, "/destinations/d-1", {}],
  ["a script", 200, "/assets/index-AbCd1234.js", {}],
  ["what is not there", 404, "/none.js", {}],
  ["an answer of the router", 200, "/trpc/cameras", { headers: bearer }],
  ["a fault of the router", 500, "/trpc/ledger", { headers: bearer }],
  ["an image", 200, "/images/7", { headers: bearer }],
  ["an image that is not there", 404, "/images/8", { headers: bearer }],
  ["a refusal without a token", 401, "/trpc/cameras", {}],
  ["a refusal of a foreign page", 403, "/trpc/cameras", { headers: { ...bearer, origin: "https://evil.example" } }],
  ["a refusal under a foreign name", 421, "/", { headers: { host: "evil.example" } }],
  ["a refusal of a method", 405, "/", { method: "PUT" }],
  ["a sign-in that is no JSON", 400, "/session", { ...signInWith("x"), body: "{" }],
  ["a wrong token", 401, "/session", signInWith("wrong")],
];

it.each(answers)("%s (%i) carries every header that keeps browsers strict", async (_what, status, path, asked) => {
  const { ask } = await runningConsole();
  const answer = await ask(path, asked);
  expect(answer.status).toBe(status);
  for (const [name, value] of Object.entries(securityHeaders)) {
    // What a camera or a sender gave is put into a stricter box still.
    if (name === "content-security-policy" && path === "/images/7") expect(answer.headers[name]).toContain("sandbox");
    else expect(answer.headers[name], name).toBe(value);
  }
  expect(answer.headers["x-powered-by"]).toBeUndefined();
  expect(answer.headers.server).toBeUndefined();
  expect(Object.keys(answer.headers).filter((name) => name.startsWith("access-control-"))).toEqual([]);
});

it("the policy names no other place, and lets no text become a script", () => {
  const policy = securityHeaders["content-security-policy"] ?? "";
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("require-trusted-types-for 'script'");
  expect(policy).not.toMatch(/unsafe-inline|unsafe-eval|https?:|\*/);
});
