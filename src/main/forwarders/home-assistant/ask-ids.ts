/**
 * The ids of our notification buttons.
 *
 * Any app that is logged in to Home Assistant can send the event of a pressed button, with any content. So an id says itself which
 * plate was asked for and until when, signed with a key made of the access token: no other program can make one up, and a reply
 * still fits after Plate Courier was restarted. That an id is used once only is remembered by listen.ts.
 */
import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import { z } from "zod";

export interface Ask {
  plate: string;
  /** Of the notification, so that the answer replaces it on every phone. */
  tag: string;
  /** Milliseconds since the epoch. */
  expiresAt: number;
}

const prefix = "PLATE_NAME_";
/** 128 bits as base64url. */
const markLength = 22;
/** Plate, tag, seconds since the epoch. */
const content = z.tuple([z.string(), z.string(), z.number()]);

/** A name for the notification of one delivery: a later one with the same name replaces it on the phone. */
export const tagOf = (delivery: string) => `plate-courier-${createHash("sha256").update(delivery).digest("hex").slice(0, 16)}`;

/** `nameList` is part of the key: with two destinations to one Home Assistant, each understands its own replies only. */
export function askIds({ accessToken, nameList }: { accessToken: string; nameList: string }) {
  const markOf = (text: string) =>
    createHmac("sha256", accessToken)
      .update(`plate-courier\n${nameList.toLowerCase()}\n${text}`)
      .digest("base64url")
      .slice(0, markLength);
  return {
    make({ plate, tag, expiresAt }: Ask): string {
      const text = Buffer.from(JSON.stringify([plate, tag, Math.floor(expiresAt / 1000)])).toString("base64url");
      return `${prefix}${markOf(text)}${text}`;
    },
    /** Null for what is no id of ours. An expired one is read like any other. */
    read(id: string): Ask | null {
      if (!id.startsWith(prefix)) return null;
      const mark = Buffer.from(id.slice(prefix.length, prefix.length + markLength));
      const text = id.slice(prefix.length + markLength);
      const wanted = Buffer.from(markOf(text));
      if (mark.length !== wanted.length || !timingSafeEqual(mark, wanted)) return null;
      const [plate, tag, seconds] = content.parse(JSON.parse(Buffer.from(text, "base64url").toString("utf8")));
      return { plate, tag, expiresAt: seconds * 1000 };
    },
  };
}
