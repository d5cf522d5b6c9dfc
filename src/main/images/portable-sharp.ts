/**
 * Has sharp load the build of itself that is no native code, where the native one would end the program.
 *
 * On Linux, Electron brings the system's GLib for its windows, and sharp's native build a GLib of its own. Now and then one is given
 * an object of the other, and the whole program dies ("G_IS_OBJECT (object)", SIGTRAP), webhooks or not; making each find its own
 * functions first ends in SIGSEGV, because the two then also have different memory allocators. See
 * https://sharp.pixelplumbing.com/install/#electron-and-linux and https://github.com/electron/electron/issues/46323. Windows and plain Node
 * have one GLib only, and take the native build, which is faster.
 */
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);

export async function withPortableSharp<T>(load: () => Promise<T>): Promise<T> {
  if (process.platform !== "linux" || !process.versions.electron) return load();
  loadPortableBuild();
  const { dlopen } = process;
  // sharp tries its native build first; others load theirs as before.
  process.dlopen = (module, file, ...flags) => {
    if (/@img.sharp-/.test(file)) throw new Error(`${file} is not loaded into Electron on Linux.`);
    dlopen.call(process, module, file, ...flags);
  };
  try {
    return await load();
  } finally {
    process.dlopen = dlopen;
  }
}

/**
 * At the end of the process it would wait for its threads, which wait for this one: whoever worked on a picture never ended. So what
 * it hangs there is taken away, before anybody else can hang up something of theirs.
 */
function loadPortableBuild(): void {
  const before = process.listeners("exit");
  require("@img/sharp-wasm32/sharp.node");
  for (const listener of process.listeners("exit")) if (!before.includes(listener)) process.removeListener("exit", listener);
}
