import type { TFunction } from "i18next";
import type { Tell } from "../../shared/status-sentences.ts";

/** The texts of which the status' sentences are put together, in the language of `t`, whatever its namespace. */
export const statusTell =
  <N extends string>(t: TFunction<N>): Tell =>
  (key, values) =>
    (t as TFunction)(`status:${key}`, values ?? {});
