/**
 * The console inside the window: the built page, the images and the tRPC router under app://console/, with no port and no token.
 * The scheme is registered in the window's own session only, so nothing else that Electron might ever load can ask it.
 */
import { createAssets } from "../console/assets.ts";
import { imageContentType, imageHeaders, securityHeaders } from "../console/security-headers.ts";
import { fileHeaders, streamOf } from "../console/served-file.ts";
import type { ImageRequest } from "../core-api.ts";
import type { ConsoleAccess } from "./console-access.ts";

export const scheme = "app";
/** The one address there is; scheme and host together are the page's origin. */
export const consoleOrigin = `${scheme}://console`;

export interface AppAnswerDependencies {
  console: Pick<ConsoleAccess, "rpc" | "image" | "file">;
  /** The built renderer, out/renderer. */
  assetsDir: string;
  /** In development: fetches pages from electron-vite's server instead of the folder. */
  fromDevServer?: ((path: string) => Promise<Response>) | undefined;
}

/** Answers every request to app://; never throws. */
export function createAppAnswer({
  console,
  assetsDir,
  fromDevServer,
}: AppAnswerDependencies): (request: Request) => Promise<Response> {
  const assets = createAssets({ dir: assetsDir });

  return async (request) => {
    const url = new URL(request.url);
    // Node's URL gives special meaning to http only: the origin of app:// is "null", so host and scheme are compared.
    if (url.protocol !== `${scheme}:` || url.host !== "console" || isForeign(request))
      return refusal(403, "This is not the console.");
    if (url.pathname === "/trpc" || url.pathname.startsWith("/trpc/")) return rpc(request);
    if (request.method !== "GET" && request.method !== "HEAD") return refusal(405, "Only GET is answered here.");
    if (url.pathname.startsWith("/images/")) return picture(url.pathname);
    if (url.pathname.startsWith("/files/")) return download(url.pathname.slice("/files/".length));
    if (fromDevServer) return fromDevServer(url.pathname + url.search);
    const { status, headers, body } = await assets.answer(url.pathname);
    return new Response(new Uint8Array(body), { status, headers });
  };

  async function rpc(request: Request): Promise<Response> {
    if (request.method !== "GET" && request.method !== "POST") return refusal(405, "Only GET and POST are answered here.");
    const answer = await console.rpc(request);
    answer.headers.set("cache-control", "no-store");
    for (const [name, value] of Object.entries(securityHeaders)) answer.headers.set(name, value);
    return answer;
  }

  async function picture(path: string): Promise<Response> {
    const asked = imageRequest(path);
    const image = asked && (await console.image(asked).catch(() => null));
    if (!image) return refusal(404, "There is no such image.");
    return new Response(new Uint8Array(image.bytes), { headers: { ...imageHeaders, ...imageContentType(image.contentType) } });
  }

  /** The stream is read as fast as the download is written; a download that is cancelled ends it. */
  async function download(path: string): Promise<Response> {
    const file = await console.file(path).catch(() => null);
    if (!file) return refusal(404, "There is no such file.");
    return new Response(streamOf(file.chunks), { headers: fileHeaders(file) });
  }
}

/** /images/<id>, /images/<id>/thumb, /images/plate/<readId>; null for anything else. */
export function imageRequest(path: string): ImageRequest | null {
  const found = /^\/images\/(?:(\d{1,15})(\/thumb)?|plate\/(\d{1,15}))$/.exec(path);
  if (!found) return null;
  const [, id, thumb, readId] = found;
  if (readId !== undefined) return { kind: "plate", id: Number(readId) };
  return { kind: thumb === undefined ? "image" : "thumb", id: Number(id) };
}

/** Chromium names the page that asks; ours is the only one, or there is none (the window's first load). */
function isForeign(request: Request): boolean {
  const origin = request.headers.get("origin");
  return origin !== null && origin !== consoleOrigin;
}

function refusal(status: number, sentence: string): Response {
  const headers = { ...securityHeaders, "content-type": "text/plain; charset=utf-8", "cache-control": "no-store" };
  return new Response(`${sentence}\n`, { status, headers });
}
