/** pino-roll ships no types; this is the part that is used. */
declare module "pino-roll" {
  import type { Writable } from "node:stream";
  export default function roll(options: {
    file: string;
    extension: string;
    frequency: "daily" | "hourly";
    size: string;
    limit: { count: number; removeOtherLogFiles: boolean };
    mkdir: boolean;
    sync: boolean;
    maxLength: number;
  }): Promise<Writable>;
}
