/** Settings that many forwarders share, with the same words and the same checks everywhere. */

import { z } from "zod";
import { type Phrase, phrase } from "../../../shared/phrases/phrase.ts";
import { normalFingerprint } from "./connect.ts";
import { isRefusedHost } from "./reach.ts";
import { parseTemplate, TemplateError } from "./template.ts";

/** An http or https URL. Surrounding spaces are removed. `fallback`: a vendor's own address, where all customers share one. */
export function urlField(description: string): z.ZodString;
export function urlField(description: string, fallback: string): z.ZodDefault<z.ZodString>;
export function urlField(description: string, fallback?: string): z.ZodString | z.ZodDefault<z.ZodString> {
  const field = z.string().trim().superRefine(checkUrl);
  const meta = { title: "URL", description, format: "uri", examples: ["https://host:port/path"] };
  return fallback === undefined ? field.meta(meta) : field.default(fallback).meta(meta);
}

function checkUrl(text: string, context: z.RefinementCtx<string>): void {
  const problem = problemOfUrl(text);
  if (problem) context.addIssue({ code: "custom", message: problem, input: text });
}

/** What a URL may begin with, and one to show. */
export interface UrlForm {
  schemes: readonly string[];
  /** What is said of any other. */
  otherwise: Phrase;
  example: string;
}

const webForm: UrlForm = {
  schemes: ["http", "https"],
  otherwise: phrase("fields.webScheme"),
  example: "https://host:port/path",
};

/** Why a text is no URL to send to, in words that follow the field; null where it is one. */
export function problemOfUrl(text: string, { schemes, otherwise, example }: UrlForm = webForm): Phrase | null {
  if (text === "") return phrase("fields.enterUrl", { example });
  if (!URL.canParse(text)) return phrase("fields.incompleteUrl", { example });
  const url = new URL(text);
  if (!schemes.includes(url.protocol.slice(0, -1))) return otherwise;
  if (url.username || url.password) return phrase("fields.credentialsInUrl");
  if (url.hash) return phrase("fields.hashInUrl");
  return isRefusedHost(url) ? phrase("fields.refusedHost") : null;
}

/** "" or the SHA-256 fingerprint of a certificate; with or without colons, spaces and "sha256:" in any case. */
export const certificateField = () =>
  z
    .string()
    .trim()
    .default("")
    .transform((text) => text.replace(/^sha-?256[\s:=/]*(?:fingerprint[\s:=]*)?/i, ""))
    .refine((text) => text === "" || /^[0-9a-f]{64}$/i.test(text.replace(/[\s:-]/g, "")), {
      message: phrase("fields.noFingerprint"),
    })
    .transform((text) => normalFingerprint(text) ?? "")
    .meta({
      title: "Pinned certificate",
      description:
        "SHA-256 fingerprint of the one certificate to accept, for devices with a self-signed one. Empty: the certificate must be trusted by this machine. The test shows the fingerprint it met.",
    });

/** Seconds for one whole delivery. */
export const timeoutField = (seconds = 30) =>
  z
    .number()
    .int()
    .min(1)
    .max(300)
    .default(seconds)
    .meta({ title: "Timeout (seconds)", description: "How long one delivery may take before it is tried again later." });

/** A secret text; "" where there is none. It is kept encrypted and never shown again. */
export const secretField = (title: string, description: string) =>
  z
    .string()
    .trim()
    .max(8192)
    .regex(/^[^\r\n\0]*$/, phrase("fields.oneLine"))
    .default("")
    .meta({ title, description, secret: true });

/** A text that the operator may word, as a liquid template over the read; one that does not parse is refused with line and column. */
export const templateField = (title: string, description: string, fallback: string) =>
  z
    .string()
    .max(4000)
    .default(fallback)
    .superRefine((text, context) => {
      try {
        parseTemplate(text);
      } catch (error) {
        if (!(error instanceof TemplateError)) throw error;
        const { problem, place } = error.fault;
        const message = place ? phrase("fields.templateAt", { ...place, problem }) : phrase("fields.template", { problem });
        context.addIssue({ code: "custom", message, input: text });
      }
    })
    .meta({ title, description, template: true });

/** One of the plate lists, by id or name; "" for none. */
export const plateListField = (title: string, description: string) =>
  z.string().trim().max(60).default("").meta({ title, description, plateList: true });
