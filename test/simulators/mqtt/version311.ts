/** A broker of MQTT 3.1.1, on aedes: with real subscribers, and without a word about why it refuses a message. */
import type { Duplex } from "node:stream";
import { Aedes, type AuthenticateError } from "aedes";
import type { Broker } from "../mqtt.ts";
import { type Published, publishedOf } from "./judge.ts";

export interface Version311 {
  serve(stream: Duplex): void;
  close(): Promise<void>;
}

export async function createVersion311(broker: Broker): Promise<Version311> {
  const logins = new WeakMap<object, { clientId: string; will: Published | null }>();
  const aedes = await Aedes.createBroker({
    preConnect(client, packet, done) {
      client.on("error", () => {});
      logins.set(client, { clientId: packet.clientId, will: packet.will ? publishedOf(packet.will) : null });
      done(null, true);
    },
    authenticate(client, username, password, done) {
      const { clientId = "", will = null } = logins.get(client) ?? {};
      const refused = broker.login({ clientId, username: username ?? "", password: password?.toString() ?? "", will });
      if (refused === "silent") return;
      if (refused === null) done(null, true);
      else done(Object.assign(new Error("refused"), { returnCode: refused }) as AuthenticateError, false);
    },
    authorizePublish(client, packet, done) {
      const message = publishedOf(packet);
      // The last will, which aedes publishes for a client that is gone.
      if (!client || !logins.has(client) || client.closed) {
        broker.keep(message);
        done();
        return;
      }
      const code = broker.publish(message);
      if (code === "silent") return;
      if (code === 0) done();
      else done(new Error("refused"));
    },
  });
  aedes.on("clientError", () => {});
  aedes.on("connectionError", () => {});
  return {
    serve: (stream) => void aedes.handle(stream),
    close: () => new Promise((resolve) => aedes.close(() => resolve())),
  };
}
