import { z } from "zod";

/** Rows in one answer. */
export const limit = z.number().int().min(1).max(500);
/** A destination, list, source or inbox. */
export const id = z.string().min(1).max(100);
/** An event, read or delivery. */
export const rowId = z.number().int().positive();
