import type { TFunction } from "i18next";
import { clockFault, type DoctorCheck, type Hop } from "../../shared/doctor.ts";
import { destinationSentence, inboxSentence } from "../../shared/status-sentences.ts";
import { statusTell } from "../app/status-tell.ts";
import type { Formats } from "../ui/format.ts";
import { firewallWords } from "./firewall-words.ts";

/** What a check says. */
export interface CheckWords {
  /** Beside the shape; null: the word of its level. */
  state: string | null;
  sentence: string;
  details: string[];
  /** A command or the like, to be copied. */
  copy: { label: string; text: string } | null;
  remedies: { to: string; text: string }[];
}

type Words<H extends Hop> = (
  check: Extract<DoctorCheck, { hop: H }>,
  t: TFunction<"doctor">,
  formats: Formats,
) => Partial<CheckWords>;

const receiverPlace = "/settings";
/** Names and addresses beyond this are told as a number. */
const mostDetails = 12;

/** The words of one check. */
export function wordsOf(check: DoctorCheck, t: TFunction<"doctor">, formats: Formats): CheckWords {
  // Each entry takes the check of its own hop, which the index says but the compiler cannot follow.
  const own = (words[check.hop] as Words<Hop>)(check, t, formats);
  const { details = [] } = own;
  const more = details.length > mostDetails ? [`+${formats.number(details.length - mostDetails)}`] : [];
  return { state: null, sentence: "", copy: null, remedies: [], ...own, details: [...details.slice(0, mostDetails), ...more] };
}

const words: { [H in Hop]: Words<H> } = {
  listener({ level, receiver }, t) {
    const { state, port, host, problem } = receiver;
    const everywhere = host === "0.0.0.0" || host === "::";
    const key = state === "listening" && !everywhere ? "listeningOn" : state;
    return {
      sentence:
        problem === null ? t(`listener.${key}`, { port: String(port), host }) : t("status:attention.receiver", { problem }),
      remedies: level === "ok" ? [] : [{ to: receiverPlace, text: t("remedy.receiver") }],
    };
  },
  port({ level, port, holder, ours }, t) {
    const program =
      holder?.pid == null
        ? (holder?.name ?? t("port.other"))
        : holder.name === null
          ? t("port.process", { pid: String(holder.pid) })
          : t("port.program", { name: holder.name, pid: String(holder.pid) });
    const key = ours ? "ours" : level === "attention" ? "shared" : level === "broken" ? "taken" : "unknown";
    return {
      sentence: t(`port.${key}`, { port: String(port), program }),
      remedies: ours || level === "unknown" ? [] : [{ to: receiverPlace, text: t("remedy.receiver") }],
    };
  },
  addresses({ addresses, host }, t) {
    const [best] = addresses;
    const own = host === "0.0.0.0" || host === "::" ? "noNetwork" : "loopback";
    const key = best === undefined ? "none" : best.kind === "network" ? "reachable" : best.kind === "loopback" ? own : best.kind;
    return {
      sentence: t(`addresses.${key}`, { url: best?.url }),
      details: addresses.map(({ url, card, kind }) =>
        t(card === "" ? "addresses.set" : "addresses.on", { url, card, kind: t(`kind.${kind}`) }),
      ),
      remedies: key === "loopback" ? [{ to: receiverPlace, text: t("remedy.receiver") }] : [],
    };
  },
  firewall: ({ firewall, port }, t, formats) => firewallWords(firewall, port, t, formats),
  tokens({ level, required, refusals }, t, formats) {
    const quiet = refusals.length === 0 ? (required ? "none" : "noneOptional") : "settled";
    return {
      sentence: t(`tokens.${level === "ok" ? quiet : "refused"}`),
      details: refusals.map(({ address, count, lastAt }) =>
        t("tokens.one", { address, count, number: formats.number(count), time: formats.minute(lastAt, Date.now()) }),
      ),
      remedies: level === "ok" ? [] : [{ to: "/settings?section=sources", text: t("remedy.sources") }],
    };
  },
  contact({ contacts, silent, looked }, t, formats) {
    const time = (at: number) => formats.time(at, Date.now());
    const [last] = contacts;
    if (last === undefined)
      return {
        state: t("nothingYet"),
        sentence: t("contact.never"),
        remedies: [{ to: "/welcome", text: t("remedy.welcome") }],
      };
    const came = t("contact.last", { time: time(last.lastAt) });
    return {
      sentence: silent.length === 0 ? came : `${came} ${t("contact.silent", { looked: formats.number(looked) })}`,
      details: [
        ...silent.map((source) => t("contact.silentOne", { source })),
        ...contacts.map((one) =>
          t("contact.one", {
            ...{ count: one.webhooks, number: formats.number(one.webhooks), time: time(one.lastAt) },
            who: t(one.source === null ? "contact.noToken" : "contact.from", { source: one.source, address: one.address ?? "?" }),
          }),
        ),
      ],
      remedies: silent.length === 0 ? [] : [{ to: "/settings?section=sources", text: t("remedy.sources") }],
    };
  },
  clocks({ level, cameras }, t, formats) {
    if (level === "unknown") return { state: t("nothingYet"), sentence: t("clocks.unknown") };
    const most = Math.max(...cameras.map(({ behindMs }) => Math.abs(behindMs)));
    if (level === "ok") return { sentence: t("clocks.agree", { time: formats.duration(most) }) };
    return {
      sentence: t("clocks.off"),
      details: cameras.flatMap((one) => {
        const fault = clockFault(one);
        const values = { camera: one.camera, time: formats.duration(Math.abs(one.behindMs)) };
        return fault === null ? [] : [t(`clocks.${fault}`, values)];
      }),
    };
  },
  quarantine({ today, latest }, t, formats) {
    if (today === 0) return { sentence: t("quarantine.none") };
    return {
      sentence: t("quarantine.some", { count: today, number: formats.number(today) }),
      details: latest === null ? [] : [t("quarantine.latest", { reason: latest.reason })],
      remedies: latest === null ? [] : [{ to: `/event/${latest.eventId}`, text: t("remedy.event") }],
    };
  },
  disk({ level, freeBytes, keepFreeBytes, reason }, t, formats) {
    const values = { free: formats.bytes(freeBytes), keep: formats.bytes(keepFreeBytes) };
    const broken = reason === null ? t("disk.broken") : t("status:attention.store", { reason });
    return {
      sentence: level === "broken" ? broken : t(level === "ok" ? "disk.ok" : "disk.low", values),
      remedies: level === "ok" ? [] : [{ to: "/settings?section=retention", text: t("remedy.retention") }],
    };
  },
  backups({ level, everyHours, madeAt, problem }, t, formats) {
    const made = madeAt === null ? t("backups.none") : t("backups.ok", { time: formats.minute(madeAt, Date.now()) });
    const words = problem === null ? null : t(`status:attention.backup.${problem.kind}`, { detail: problem.detail });
    return {
      state: level === "unknown" ? t("nothingYet") : null,
      sentence: everyHours === 0 ? t("backups.off") : words === null ? made : `${words} ${made}`,
      remedies: level === "ok" ? [] : [{ to: "/settings?section=backups", text: t("remedy.backups") }],
    };
  },
  inboxes({ level, inboxes }, t) {
    return {
      sentence: t(level === "ok" ? "inboxes.ok" : "inboxes.attention"),
      details: inboxes
        .filter((one) => one.level !== "ok")
        .map(({ status }) => t("destinations.one", { name: status.name, sentence: inboxSentence(status, statusTell(t)) })),
      remedies: level === "ok" ? [] : [{ to: "/settings?section=inboxes", text: t("remedy.inboxes") }],
    };
  },
  destinations({ level, destinations, count, held }, t) {
    if (count === 0)
      return {
        state: t("nothingYet"),
        sentence: t("destinations.none"),
        remedies: [{ to: "/welcome/destination", text: t("remedy.addDestination") }],
      };
    const troubled = destinations.filter((one) => one.level !== "ok");
    return {
      sentence: level === "ok" ? t("destinations.ok", { count }) : t("destinations.attention"),
      details: troubled.map(({ status }) =>
        t("destinations.one", { name: status.name, sentence: destinationSentence(status, held, statusTell(t)) }),
      ),
      remedies: troubled.slice(0, 3).map(({ status: { id, name } }) => ({
        to: `/destinations/${encodeURIComponent(id)}`,
        text: t("remedy.destination", { name }),
      })),
    };
  },
};
