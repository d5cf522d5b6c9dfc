import { Notification, nativeImage } from "electron";
import type { ImageRequest, ServedImage } from "../../core-api.ts";
import type { Log } from "../../log.ts";
import type { Notice } from "./notice.ts";

export interface NotifierDependencies {
  image(request: ImageRequest): Promise<ServedImage | null>;
  /** A click: opens the window at this page. */
  open(path: string): void;
  log: Log;
}

/** Shown ones are kept so that a click on an older one still finds its page. */
const kept = 20;

/** Hands notices to the system's notifications; where it has none, they are left out: tray and window tell the same. */
export function createNotifier({ image, open, log }: NotifierDependencies): (notice: Notice) => void {
  const shown: Notification[] = [];

  async function show({ title, body, image: asked, path }: Notice): Promise<void> {
    const picture = asked && (await image(asked).catch(() => null));
    const icon = picture ? nativeImage.createFromBuffer(picture.bytes) : null;
    const notification = new Notification({ title, body, ...(icon && !icon.isEmpty() ? { icon } : {}) });
    notification.on("click", () => open(path));
    notification.on("failed", (_failed, error) => log.warn("A notification was not shown.", { error: String(error) }));
    shown.push(notification);
    if (shown.length > kept) shown.shift();
    notification.show();
  }

  return (notice) => {
    if (!Notification.isSupported()) return;
    show(notice).catch((error: unknown) => log.warn("A notification was not shown.", { error: String(error) }));
  };
}
