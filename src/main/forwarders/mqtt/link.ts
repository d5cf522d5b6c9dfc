/**
 * The one connection of a destination, and what others are told of it on the availability topic: "online" once it stands, "offline"
 * when it ends on purpose, and as last will when it breaks off. Both are retained, so that who subscribes later knows too.
 *
 * none -> (listen or a delivery needs it) connecting -> held -> (lost) none. Left: the destination is being replaced or switched off;
 * what is still under way may connect once more, but nobody is told of it, because its successor has spoken by then.
 */

import { randomBytes } from "node:crypto";
import { type Phrase, phrase } from "../../../shared/phrases/phrase.ts";
import { DeliveryError } from "../forwarder.ts";
import { hostAndPort } from "../kit/http-failure.ts";
import { createSession } from "../kit/session.ts";
import { type Connection, type Message, openConnection } from "./connection.ts";
import { type Context, type Settings, webAddress } from "./settings.ts";
import { availabilityTopic } from "./topics.ts";

export interface Link {
  /** Publishes it, and before it, once per connection, its introduction. Resolves with what should be known, or null. */
  publish(message: Message, introduction: Message | null, signal: AbortSignal): Promise<Phrase | null>;
  /** Keeps the connection for as long as `signal` does not abort; throws DeliveryError when it is lost. */
  hold(signal: AbortSignal, ready: () => void): Promise<void>;
  /** Says that nobody is there any more, and ends. */
  leave(): Promise<void>;
}

/** Every broker takes these letters and this length. */
export const newClientId = () => `platecourier${randomBytes(5).toString("hex")}`;

/** Never longer than it takes to tell that a machine is not there. */
export const connectMs = ({ timeoutS }: Pick<Settings, "timeoutS">) => Math.min(10_000, timeoutS * 1000);

const goodbyeMs = 500;

/** Without retained messages a state would be told to those only who listen at that moment. */
const canTell = ({ offers }: Connection) => offers.retain && offers.qos > 0;

/** The destination's one link, for as long as its settings stay. */
export function linkOf({ settings, keep, now }: Context): Link {
  return keep(
    "link",
    () => createLink({ settings, now }),
    (link) => link.leave(),
  );
}

export function createLink({ settings, now }: { settings: Settings; now(): number }): Link {
  const where = hostAndPort(webAddress(settings.url));
  const state = (payload: "online" | "offline"): Message => ({
    ...{ topic: availabilityTopic(settings.topic), payload, qos: 1, retain: true },
  });
  /** With what each has introduced so far. */
  const open = new Map<Connection, Set<string>>();
  /** Those that have said "online". */
  const spoken = new WeakSet<Connection>();
  let left = false;

  const session = createSession<Connection>({
    now,
    async login(signal) {
      const will = left ? null : state("offline");
      const connection = await openConnection({
        settings,
        clientId: newClientId(),
        will,
        connectMs: connectMs(settings),
        signal,
      });
      open.set(connection, new Set());
      void connection.lost.then(() => {
        open.delete(connection);
        session.invalidate(connection);
      });
      // Whoever waited for it may be gone by now.
      signal.addEventListener("abort", () => void connection.end(), { once: true });
      try {
        // It may have been left while it was being made.
        if (will && !left && canTell(connection)) {
          spoken.add(connection);
          await inTime(connection, connection.publish(state("online")), signal);
        }
      } catch (error) {
        await connection.end();
        throw error;
      }
      return { token: connection, expiresAt: null };
    },
  });

  /** A connection that does not confirm in time, or whose confirmation nobody waits for any more, is not used again. */
  async function inTime<T>(connection: Connection, work: Promise<T>, signal: AbortSignal): Promise<T> {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let abort = () => {};
    const stopped = new Promise<never>((_resolve, reject) => {
      const late = phrase("mqtt.unconfirmed", { where, seconds: settings.timeoutS });
      timer = setTimeout(() => reject(new DeliveryError("unreachable", late)), settings.timeoutS * 1000);
      abort = () => reject(signal.reason);
      signal.addEventListener("abort", abort, { once: true });
    });
    let confirmed = false;
    // Where nobody waits for it any more, nobody hears of its failure either.
    work.catch(() => {});
    try {
      signal.throwIfAborted();
      return await Promise.race([work.finally(() => (confirmed = true)), stopped]);
    } finally {
      clearTimeout(timer);
      signal.removeEventListener("abort", abort);
      if (!confirmed) {
        session.invalidate(connection);
        connection.drop();
      }
    }
  }

  return {
    async publish(message, introduction, signal) {
      const connection = await session.get(signal);
      const introduced = open.get(connection);
      if (introduction && introduced && !introduced.has(introduction.topic)) {
        await inTime(connection, connection.publish(introduction), signal);
        introduced.add(introduction.topic);
      }
      return inTime(connection, connection.publish(message), signal);
    },
    async hold(signal, ready) {
      left = false;
      const aborted = new Promise<null>((resolve) => signal.addEventListener("abort", () => resolve(null), { once: true }));
      try {
        const connection = await session.get(signal);
        ready();
        const reason = await Promise.race([connection.lost, aborted]);
        if (reason && !signal.aborted) throw reason;
      } catch (error) {
        if (!signal.aborted) throw error;
      }
      await this.leave();
    },
    async leave() {
      left = true;
      await Promise.all(
        [...open.keys()].map(async (connection) => {
          const told = spoken.has(connection) ? connection.publish(state("offline")).catch(() => {}) : null;
          await Promise.race([told, new Promise((resolve) => setTimeout(resolve, goodbyeMs))]);
          await connection.end();
        }),
      );
    },
  };
}
