import type { ReceiverDraft, SettingsView } from "../../main/console/backend.ts";
import { parseNumber, showNumber } from "../form/numbers.ts";
import { isMark, type SecretState } from "../form/values.ts";
import { mebibyte } from "./bytes.ts";

/** The receiver's settings while they are edited: numbers as typed, limits in MB, both kinds of TLS side by side. */
export interface ReceiverState {
  host: string;
  port: string;
  requireToken: boolean;
  maxBody: string;
  maxJson: string;
  tls: "none" | "pem" | "pfx";
  certFile: string;
  keyFile: string;
  pfxFile: string;
  passphrase: SecretState;
}

/** An input as the core names it, and which text says what is wrong. */
export type ReceiverProblems = Partial<Record<string, "host" | "port" | "body" | "json" | "file">>;

export const receiverInputs = [
  "host",
  "port",
  "requireToken",
  "maxBodyBytes",
  "maxJsonBytes",
  "tls.certFile",
  "tls.keyFile",
  "tls.file",
  "tls.passphrase",
  "tls",
];

export function receiverStateOf(receiver: SettingsView["receiver"]): ReceiverState {
  const { tls } = receiver;
  return {
    host: receiver.host,
    port: showNumber(receiver.port),
    requireToken: receiver.requireToken,
    maxBody: showNumber(receiver.maxBodyBytes / mebibyte),
    maxJson: showNumber(receiver.maxJsonBytes / mebibyte),
    tls: tls?.kind ?? "none",
    certFile: tls?.kind === "pem" ? tls.certFile : "",
    keyFile: tls?.kind === "pem" ? tls.keyFile : "",
    pfxFile: tls?.kind === "pfx" ? tls.file : "",
    passphrase: { stored: tls?.kind === "pfx" && isMark(tls.passphrase), typed: "", removed: false },
  };
}

export function receiverOf(state: ReceiverState): { draft: ReceiverDraft; problems: ReceiverProblems } {
  const problems: ReceiverProblems = {};
  const port = parseNumber(state.port, { integer: true });
  if (port === null || !Number.isInteger(port) || port < 0 || port > 65_535) problems.port = "port";
  const maxBody = parseNumber(state.maxBody, { integer: false });
  if (maxBody === null || maxBody < 0.0625 || maxBody > 512) problems.maxBodyBytes = "body";
  const maxJson = parseNumber(state.maxJson, { integer: false });
  if (maxJson === null || maxJson < 1 / 1024 || maxJson > 64) problems.maxJsonBytes = "json";
  if (state.host.trim() === "") problems.host = "host";
  if (state.tls === "pem" && state.certFile.trim() === "") problems["tls.certFile"] = "file";
  if (state.tls === "pem" && state.keyFile.trim() === "") problems["tls.keyFile"] = "file";
  if (state.tls === "pfx" && state.pfxFile.trim() === "") problems["tls.file"] = "file";
  return {
    problems,
    draft: {
      host: state.host.trim(),
      port: port ?? 0,
      requireToken: state.requireToken,
      maxBodyBytes: Math.round((maxBody ?? 0) * mebibyte),
      maxJsonBytes: Math.round((maxJson ?? 0) * mebibyte),
      tls: tlsOf(state),
    },
  };
}

function tlsOf(state: ReceiverState): ReceiverDraft["tls"] {
  if (state.tls === "pem") return { kind: "pem", certFile: state.certFile.trim(), keyFile: state.keyFile.trim() };
  if (state.tls !== "pfx") return null;
  const { stored, typed, removed } = state.passphrase;
  const passphrase = typed !== "" ? typed : stored && !removed ? ({ set: true } as const) : null;
  return { kind: "pfx", file: state.pfxFile.trim(), passphrase };
}
