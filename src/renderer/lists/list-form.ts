import type { PlateListDraft, PlateListView } from "../../main/console/backend.ts";
import type { ListColor, ListTone } from "../../shared/plate-list.ts";
import type { SecretState } from "../form/values.ts";

/** A list's settings while they are edited. */
export interface ListState {
  name: string;
  color: ListColor;
  notify: boolean;
  sound: boolean;
  tone: ListTone;
  /** Filled from ParkPow; else kept here. */
  synced: boolean;
  url: string;
  tag: string;
  token: SecretState;
}

/** The inputs that a refusal can be about, as the core names them. */
export const listInputs = ["name", "color", "notify", "sound", "tone", "sync.url", "sync.tag", "sync.token", "sync"];

/** ParkPow's cloud; one of one's own has another address. */
const parkpow = "https://app.parkpow.com/api/v1/";

/** A list as the core keeps it -> its form; null: a new one. */
export function listStateOf(list: PlateListView | null): ListState {
  const sync = list?.sync ?? null;
  return {
    name: list?.name ?? "",
    color: list?.color ?? "none",
    notify: list?.notify ?? false,
    sound: list?.sound ?? false,
    tone: list?.tone ?? "chime",
    synced: sync !== null,
    url: sync?.url ?? parkpow,
    tag: sync?.tag ?? "",
    token: { stored: sync !== null, typed: "", removed: false },
  };
}

export type ListProblem = "name" | "url" | "tag" | "token";

/** What was typed as a draft, and which inputs cannot be used, by the core's own names for them. */
export function listOf(
  state: ListState,
  id: string | null,
): { draft: PlateListDraft; problems: Partial<Record<string, ListProblem>> } {
  const problems: Partial<Record<string, ListProblem>> = {};
  const { typed, stored, removed } = state.token;
  const url = state.url.trim();
  if (state.name.trim() === "") problems.name = "name";
  if (state.synced) {
    if (!/^https?:\/\/[^/]/i.test(url) || !URL.canParse(url)) problems["sync.url"] = "url";
    if (state.tag.trim() === "") problems["sync.tag"] = "tag";
    if (typed.trim() === "" && (!stored || removed)) problems["sync.token"] = "token";
  }
  const token = typed.trim() === "" ? ({ set: true } as const) : typed.trim();
  return {
    problems,
    draft: {
      id,
      name: state.name.trim(),
      color: state.color,
      notify: state.notify,
      sound: state.sound,
      tone: state.tone,
      sync: state.synced ? { kind: "parkpow", url, tag: state.tag.trim(), token } : null,
    },
  };
}
