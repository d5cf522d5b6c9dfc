/** Home Assistant's simulator as one runs it by hand: its phones answer by themselves. */
import { homeAssistantToken, startHomeAssistant } from "../home-assistant.ts";
import { defineSimulator, onOff, onStrictServer } from "../simulator.ts";
import { type PhoneForm, phoneForms, replyEvent, replyOf } from "./phones.ts";
import { phones } from "./services.ts";

/** How long a person takes to answer. */
const typingMs = 2000;

export const homeAssistant = defineSimulator({
  type: "home-assistant",
  summary: "the REST and WebSocket APIs of Home Assistant, with two phones",
  switches: {
    token: { says: "the access token it knows", initial: homeAssistantToken.replace("planted", "made-up") },
    admin: { says: "whether the token's user is an administrator", initial: "on", values: onOff },
    logbook: { says: "whether it has a logbook", initial: "on", values: onOff },
    "ban-after": { says: "wrong tokens after which it answers 403 to everything; 0: never", initial: "0" },
    reply: { says: "what a phone answers to “Save name…”; empty: nothing", initial: "Ann" },
    phone: { says: "how the answering phone's app words it", initial: "ios", values: phoneForms },
    coalesced: { says: "whether it sends messages as arrays", initial: "off", values: onOff },
  },
  async start({ port, tls, switches }) {
    const { token, reply } = switches;
    const server = await startHomeAssistant({ port, ...(tls ? { tls } : {}) });
    server.behave({
      ...{ token, admin: switches.admin === "on", hasLogbook: switches.logbook === "on" },
      ...{ banAfter: Number(switches["ban-after"]), coalesced: switches.coalesced === "on" },
    });
    const typing = new Set<ReturnType<typeof setTimeout>>();
    const running = onStrictServer(server, {
      settings: { url: server.origin, accessToken: token, notify: phones },
      hint: "For the phones' answers make a plate list, switch on Ask for names and choose that list.",
      taken: ({ url, text }) => whatCame(url.pathname, text),
    });
    return {
      ...running,
      onLine(listener) {
        running.onLine(listener);
        server.onNotification(({ target, data }) => {
          const answer = reply === "" ? null : replyOf(data, switches.phone as PhoneForm, reply);
          if (!answer) return;
          const timer = setTimeout(() => {
            typing.delete(timer);
            const heard = server.webSocket.fire(replyEvent, answer);
            listener(`${target} answers “${reply}”  ${heard === 0 ? "and nobody hears it" : `heard by ${heard}`}`);
          }, typingMs);
          typing.add(timer);
        });
      },
      async close() {
        for (const timer of typing) clearTimeout(timer);
        await running.close();
      },
    };
  },
});

function whatCame(path: string, text: string): string {
  const service = /^\/api\/(?:events|services)\/(.+)$/.exec(path)?.[1];
  if (service === undefined) return "";
  const { plate, message, name } = JSON.parse(text);
  return `${service} ${[plate, name, message].filter((part) => part !== undefined).join(" ")}`;
}
