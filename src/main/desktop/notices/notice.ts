import type { ImageRequest } from "../../core-api.ts";

/** One message to the person at the computer, outside the window. */
export interface Notice {
  title: string;
  body: string;
  /** What is shown beside the words. */
  image: ImageRequest | null;
  /** The page of the console that a click opens, such as "/event/12". */
  path: string;
}
