/** /api/websocket of Home Assistant: auth first, ids that only grow, events for whom they are allowed. */
import type { ServerWebSocket } from "../web-socket.ts";

export interface WebSocketApi {
  take(socket: ServerWebSocket): void;
  /** Tells every subscriber. Returns how many there are. */
  fire(eventType: string, data: unknown): number;
  subscribers(eventType: string): number;
  open(): number;
  /** Closes every connection, as a restart does. */
  drop(): void;
  /** Everything that clients said, without the token. */
  heard: Record<string, unknown>[];
}

export interface WebSocketBehaviour {
  /** Is asked once per connection; counts wrong logins. */
  login(token: unknown): boolean;
  admin: boolean;
  /** Says nothing to commands of these types. */
  silentOn: readonly string[];
  /** Sends its messages as arrays, as it does where a client asked for coalesced ones. */
  coalesced: boolean;
  refuse(reason: string): void;
}

export function createWebSocketApi(behaviour: () => WebSocketBehaviour): WebSocketApi {
  const open = new Map<ServerWebSocket, Map<number, string>>();
  const heard: Record<string, unknown>[] = [];

  function send(socket: ServerWebSocket, message: Record<string, unknown>): void {
    socket.send(JSON.stringify(behaviour().coalesced && "id" in message ? [message] : message));
  }

  function command(socket: ServerWebSocket, said: Record<string, unknown>, lastId: number): number {
    const { silentOn, admin, refuse } = behaviour();
    const { id, type } = said;
    const fail = (code: string, message: string) => {
      refuse(`${String(type)}: ${code}`);
      send(socket, { id, type: "result", success: false, error: { code, message } });
    };
    if (typeof id !== "number" || !Number.isInteger(id)) {
      fail("invalid_format", "Message incorrectly formatted.");
      return lastId;
    }
    if (id <= lastId) fail("id_reuse", "Identifier values have to increase.");
    else if (silentOn.includes(String(type))) return id;
    else if (type === "ping") send(socket, { id, type: "pong" });
    else if (type === "subscribe_events") {
      // Only an administrator hears what is answered on phones: it is not among the events that other users may hear.
      if (!admin) fail("unauthorized", "Unauthorized");
      else {
        open.get(socket)?.set(id, String(said.event_type));
        send(socket, { id, type: "result", success: true, result: null });
      }
    } else fail("unknown_command", "Unknown command.");
    return id;
  }

  function take(socket: ServerWebSocket): void {
    let authenticated = false;
    let lastId = 0;
    socket.onText((text) => {
      const said = objectIn(text);
      if (!said) {
        behaviour().refuse(`no JSON object: ${text}`);
        socket.close();
        return;
      }
      heard.push({ ...said, access_token: undefined });
      if (authenticated) {
        lastId = command(socket, said, lastId);
      } else if (said.type === "auth" && behaviour().login(said.access_token)) {
        authenticated = true;
        open.set(socket, new Map());
        send(socket, { type: "auth_ok", ha_version: "2026.11.1" });
      } else {
        send(socket, { type: "auth_invalid", message: "Invalid access token or password" });
        socket.close();
      }
    });
    socket.onClose(() => open.delete(socket));
    send(socket, { type: "auth_required", ha_version: "2026.11.1" });
  }

  const subscriptions = (eventType: string) =>
    [...open].flatMap(([socket, types]) => [...types].filter(([, type]) => type === eventType).map(([id]) => ({ socket, id })));
  return {
    take,
    fire(eventType, data) {
      const told = subscriptions(eventType);
      const event = {
        event_type: eventType,
        data,
        origin: "REMOTE",
        time_fired: "2026-11-23T12:00:00+00:00",
        context: { id: "1" },
      };
      for (const { socket, id } of told) send(socket, { id, type: "event", event });
      return told.length;
    },
    subscribers: (eventType) => subscriptions(eventType).length,
    open: () => open.size,
    drop() {
      for (const socket of open.keys()) socket.close(1001);
    },
    heard,
  };
}

function objectIn(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? { ...value } : null;
  } catch {
    return null;
  }
}
