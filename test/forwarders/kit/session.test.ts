import { describe, expect, it } from "vitest";
import { createSession, type Login } from "../../../src/main/forwarders/kit/session.ts";

const never = new AbortController().signal;

function fixture(lifetimeMs: number | null = 3_600_000) {
  let now = 1_000_000;
  const logins: { signal: AbortSignal; resolve(): void; reject(error: Error): void }[] = [];
  const session = createSession<string>({
    now: () => now,
    login: (signal) =>
      new Promise<Login<string>>((resolve, reject) => {
        const token = `token-${logins.length + 1}`;
        logins.push({
          signal,
          resolve: () => resolve({ token, expiresAt: lifetimeMs === null ? null : now + lifetimeMs }),
          reject,
        });
      }),
  });
  return { session, logins, pass: (ms: number) => (now += ms) };
}

describe("a session", () => {
  it("is logged in once, however many ask at once", async () => {
    const { session, logins } = fixture();
    const all = Promise.all([session.get(never), session.get(never), session.get(never)]);
    logins[0]?.resolve();
    expect(await all).toEqual(["token-1", "token-1", "token-1"]);
    expect(await session.get(never)).toBe("token-1");
    expect(logins).toHaveLength(1);
  });

  it("is logged in afresh shortly before it expires", async () => {
    const { session, logins, pass } = fixture(60_000);
    const first = session.get(never);
    logins[0]?.resolve();
    await first;
    pass(49_000);
    expect(await session.get(never)).toBe("token-1");
    pass(2_000);
    const second = session.get(never);
    logins[1]?.resolve();
    expect(await second).toBe("token-2");
  });

  it("forgets a refused token, but not a newer one that another delivery got meanwhile", async () => {
    const { session, logins } = fixture(null);
    const first = session.get(never);
    logins[0]?.resolve();
    await first;
    session.invalidate("token-1");
    const second = session.get(never);
    logins[1]?.resolve();
    await second;
    session.invalidate("token-1");
    expect(await session.get(never)).toBe("token-2");
    expect(logins).toHaveLength(2);
  });

  it("tells a failed login to everyone who waited, and tries again only for the next one who asks", async () => {
    const { session, logins } = fixture();
    const all = Promise.allSettled([session.get(never), session.get(never)]);
    logins[0]?.reject(new Error("wrong password"));
    expect((await all).map(({ status }) => status)).toEqual(["rejected", "rejected"]);
    expect(logins).toHaveLength(1);
    const next = session.get(never);
    logins[1]?.resolve();
    expect(await next).toBe("token-2");
  });

  it("lets one who stops waiting go, while the login goes on for the others; without others it is stopped", async () => {
    const { session, logins } = fixture();
    const [a, b] = [new AbortController(), new AbortController()];
    const [first, second] = [session.get(a.signal), session.get(b.signal)];
    a.abort(new Error("a leaves"));
    await expect(first).rejects.toThrow("a leaves");
    expect(logins[0]?.signal.aborted).toBe(false);
    b.abort(new Error("b leaves"));
    await expect(second).rejects.toThrow("b leaves");
    expect(logins[0]?.signal.aborted).toBe(true);
  });

  it("logs in afresh once after a refusal, and never a second time", async () => {
    const { session, logins } = fixture();
    const tokens: string[] = [];
    const work = (token: string) => {
      tokens.push(token);
      return Promise.reject(new Error("401"));
    };
    const attempt = session.use(work, () => true, never);
    const failed = expect(attempt).rejects.toThrow("401");
    logins[0]?.resolve();
    while (logins.length < 2) await new Promise((resolve) => setImmediate(resolve));
    logins[1]?.resolve();
    await failed;
    expect(tokens).toEqual(["token-1", "token-2"]);
    expect(logins).toHaveLength(2);
  });
});
