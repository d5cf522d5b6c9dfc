import { z } from "zod";

/** A search of the history that somebody gave a name: the question mark part of its address, without the question mark. */
export const SavedSearch = z.strictObject({
  id: z.string().min(1).max(60),
  name: z.string().trim().min(1).max(60),
  query: z.string().max(4000),
});
export type SavedSearch = z.infer<typeof SavedSearch>;
