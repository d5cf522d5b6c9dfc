/**
 * Home Assistant's REST and WebSocket APIs on one port, with two phones. Refuses what Home Assistant refuses: a wrong token (and bans
 * after some), events of who is no administrator, unknown services, data that a service's schema does not take, templates that would
 * be rendered. Switches stand for what differs between installations.
 */
import { schemaOf, servicesJson } from "./home-assistant/services.ts";
import { createWebSocketApi, type WebSocketApi } from "./home-assistant/web-socket-api.ts";
import { type SimulatedAnswer, type StrictServer, type StrictServerOptions, startStrictServer } from "./strict-server.ts";
import { acceptWebSocket } from "./web-socket.ts";

export interface HomeAssistantSimulator extends StrictServer {
  events: { type: string; data: Record<string, unknown> }[];
  /** What phones were told, in order. */
  notifications: Notification[];
  onNotification(listener: (notification: Notification) => void): void;
  logbook: { name: string; message: string; domain?: string }[];
  webSocket: WebSocketApi;
  /** Wrong tokens, by either API. */
  wrongLogins(): number;
  behave(behaviour: Partial<HomeAssistantBehaviour>): void;
}

export interface Notification {
  target: string;
  message: string;
  data: NotificationData;
}

export interface NotificationData {
  tag?: string;
  image?: string;
  actions?: { action: string; title: string; behavior?: string }[];
  action_data?: Record<string, unknown>;
}

export interface HomeAssistantBehaviour {
  token: string;
  admin: boolean;
  /** Services that answer with this status: "notify.mobile_app_pixel_8" -> 500. */
  broken: Record<string, number>;
  /** Answers 403 to everything after so many wrong logins; 0: never, as it is by default. */
  banAfter: number;
  hasLogbook: boolean;
  /** Characters more in GET /api/services. */
  padding: number;
  silentOn: readonly string[];
  coalesced: boolean;
}

export const homeAssistantToken = "planted-home-assistant-token";

export async function startHomeAssistant(options: StrictServerOptions = {}): Promise<HomeAssistantSimulator> {
  let now: HomeAssistantBehaviour = {
    ...{ token: homeAssistantToken, admin: true, broken: {}, banAfter: 0, hasLogbook: true },
    ...{ padding: 0, silentOn: [], coalesced: false },
  };
  const events: HomeAssistantSimulator["events"] = [];
  const notifications: HomeAssistantSimulator["notifications"] = [];
  const logbook: HomeAssistantSimulator["logbook"] = [];
  const refusedOnSocket: string[] = [];
  const listeners: ((notification: Notification) => void)[] = [];
  let wrong = 0;

  const banned = () => now.banAfter > 0 && wrong >= now.banAfter;
  const json = (value: unknown): SimulatedAnswer => ({
    headers: { "content-type": "application/json" },
    body: typeof value === "string" ? value : JSON.stringify(value),
  });
  const refuse = (status: number, reason: string): SimulatedAnswer => ({
    status,
    body: status === 400 ? JSON.stringify({ message: reason }) : `${status}: ${reason}`,
    refused: reason,
  });
  const objectIn = (text: string): Record<string, unknown> | null => {
    try {
      const value: unknown = JSON.parse(text);
      return typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : null;
    } catch {
      return null;
    }
  };

  function call(domain: string, service: string, text: string): SimulatedAnswer {
    const schema = domain === "logbook" && !now.hasLogbook ? null : schemaOf(domain, service);
    if (!schema) return { status: 400, body: "400: Bad Request" };
    const status = now.broken[`${domain}.${service}`];
    if (status !== undefined) return { status, body: "500 Internal Server Error" };
    const parsed = schema.safeParse(objectIn(text));
    if (!parsed.success)
      return refuse(400, parsed.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`).join("; "));
    if (domain === "logbook") logbook.push(parsed.data as HomeAssistantSimulator["logbook"][number]);
    else {
      const notification = { target: service, data: {}, ...(parsed.data as { message: string }) };
      notifications.push(notification);
      for (const tell of listeners) tell(notification);
    }
    return json([]);
  }

  const webSocket = createWebSocketApi(() => ({
    ...now,
    login(token) {
      if (token !== now.token) wrong += 1;
      return token === now.token;
    },
    refuse: (reason) => refusedOnSocket.push(reason),
  }));
  const server = await startStrictServer(
    ({ method, url, headers, text }) => {
      if (banned()) return refuse(403, "Forbidden");
      if (headers.authorization !== `Bearer ${now.token}`) {
        wrong += 1;
        return refuse(401, "Unauthorized");
      }
      const path = url.pathname;
      if (method === "POST" && headers["content-type"] !== "application/json") return refuse(400, "the body is no JSON");
      if (path === "/api/") return method === "GET" ? json({ message: "API running." }) : refuse(405, "Method Not Allowed");
      if (path === "/api/services" && method === "GET")
        return json(servicesJson({ logbook: now.hasLogbook, padding: now.padding }));
      const [, type] = /^\/api\/events\/([^/]+)$/.exec(path) ?? [];
      if (type && method === "POST") {
        if (!now.admin) return { status: 401, body: "401: Unauthorized" };
        const data = objectIn(text);
        if (!data) return refuse(400, "Event data should be a JSON object");
        events.push({ type, data });
        return json({ message: `Event ${type} fired.` });
      }
      const [, domain, service] = /^\/api\/services\/([^/]+)\/([^/]+)$/.exec(path) ?? [];
      if (domain && service && method === "POST") return call(domain, service, text);
      return refuse(404, "Not Found");
    },
    {
      ...options,
      upgrade(request, socket, head) {
        if (banned()) socket.end("HTTP/1.1 403 Forbidden\r\nconnection: close\r\ncontent-length: 0\r\n\r\n");
        else if (request.url !== "/api/websocket")
          socket.end("HTTP/1.1 404 Not Found\r\nconnection: close\r\ncontent-length: 0\r\n\r\n");
        else {
          const accepted = acceptWebSocket(request, socket, head);
          if (accepted) webSocket.take(accepted);
        }
      },
    },
  );
  return {
    ...server,
    ...{ events, notifications, logbook, webSocket },
    onNotification: (listener) => listeners.push(listener),
    refusals: () => [...server.refusals(), ...refusedOnSocket.splice(0)],
    wrongLogins: () => wrong,
    behave: (behaviour) => {
      now = { ...now, ...behaviour };
    },
  };
}
