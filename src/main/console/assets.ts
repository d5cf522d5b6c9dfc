import { readdir, readFile } from "node:fs/promises";
import { extname, join } from "node:path";
import { securityHeaders } from "./security-headers.ts";

export interface AssetAnswer {
  status: number;
  headers: Record<string, string>;
  body: Buffer;
}

/** The built console (the page, its scripts, styles and fonts) as answers to GET; the same under app:// and http. */
export interface Assets {
  /** `path` is the URL's path, percent-encoded as it came, without the query. Never throws for any path. */
  answer(path: string): Promise<AssetAnswer>;
}

const types: Record<string, string> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".ico": "image/x-icon",
  ".jpg": "image/jpeg",
  ".webp": "image/webp",
  ".woff2": "font/woff2",
  ".woff": "font/woff",
};

/**
 * The folder is listed once and only what is in the list is ever opened, so no path, however it is written, leads out of it.
 * A path that names no file and has no ending is a page of the console ("/destinations/d-1") and gets index.html.
 */
export function createAssets({ dir }: { dir: string }): Assets {
  let listed: Promise<Map<string, string>> | null = null;

  return {
    async answer(path) {
      listed ??= list(dir);
      const files = await listed;
      const wanted = decoded(path);
      if (wanted === null) return text(400, "This address cannot be read.");
      const name = wanted === "/" ? "/index.html" : wanted;
      const found = files.get(name) ?? (isPage(name) ? files.get("/index.html") : undefined);
      if (found) return file(found, /^\/assets\/.*-[\w-]{8,}\.\w+$/.test(name));
      // A build may come while we run (in development): look again next time.
      if (!files.has("/index.html")) {
        listed = null;
        return text(503, "The console is not built yet. Run: npm run build");
      }
      return text(404, "There is nothing here.");
    },
  };
}

function decoded(path: string): string | null {
  try {
    return decodeURIComponent(path);
  } catch {
    return null;
  }
}

/** Pages have plain names; dots, backslashes and control characters come from files and from attempts to get out. */
const isPage = (path: string) => /^(\/[\p{L}\p{N}_ -]+)+\/?$/u.test(path);

async function list(dir: string): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  const walk = async (folder: string, url: string): Promise<void> => {
    for (const entry of await readdir(folder, { withFileTypes: true }).catch(() => [])) {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) await walk(path, `${url}${entry.name}/`);
      else if (entry.isFile()) found.set(`${url}${entry.name}`, path);
    }
  };
  await walk(dir, "/");
  return found;
}

/** `hashed`: the name holds a hash of the content, as the build gives it, so it may be kept for ever. */
async function file(path: string, hashed: boolean): Promise<AssetAnswer> {
  let body: Buffer;
  try {
    body = await readFile(path);
  } catch {
    return text(404, "There is nothing here.");
  }
  return {
    status: 200,
    headers: {
      ...securityHeaders,
      "content-type": types[extname(path).toLowerCase()] ?? "application/octet-stream",
      // The page itself must be asked for anew, to find the scripts of an update.
      "cache-control": hashed ? "public, max-age=31536000, immutable" : "no-cache",
    },
    body,
  };
}

function text(status: number, sentence: string): AssetAnswer {
  return {
    status,
    headers: { ...securityHeaders, "content-type": "text/plain; charset=utf-8", "cache-control": "no-store" },
    body: Buffer.from(`${sentence}\n`),
  };
}
