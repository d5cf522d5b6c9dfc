/**
 * Keeps a console's live updates running for tray and notifications, and what they need of its settings at hand.
 *
 * asking -- it answers --> linked -- it ends or fails --> lost (status null) -- after 2 s --> asking
 *
 * The core in this process never gets lost; one that this process is attached to does whenever it is updated or restarted.
 */
import type { FeedEvent } from "../../shared/feed.ts";
import type { AppearanceSettings, NotificationSettings } from "../../shared/settings.ts";
import type { CoreStatus } from "../../shared/status.ts";
import type { Clock } from "../clock.ts";
import type { Log } from "../log.ts";
import type { ConsoleAccess } from "./console-access.ts";

/** What the desktop itself needs to know of the settings. */
export interface DesktopView {
  appearance: AppearanceSettings;
  notifications: NotificationSettings;
  /** Plate lists whose sightings are told. */
  toldLists: { id: string; name: string }[];
  vendorUrls: (string | null)[];
}

export interface CoreLink {
  /** null: the core does not answer. */
  status(): CoreStatus | null;
  view(): DesktopView;
  /** The console with an ear on its changes: what the page saves is known here at once. */
  readonly console: ConsoleAccess;
  start(): void;
  stop(): void;
}

export interface CoreLinkDependencies {
  console: ConsoleAccess;
  /** What holds until the core told better. */
  first: DesktopView;
  onStatus(status: CoreStatus | null): void;
  onEvent(event: FeedEvent): void;
  onView(view: DesktopView): void;
  clock: Clock;
  log: Log;
}

const againMs = 2_000;

export function createCoreLink({ console, first, onStatus, onEvent, onView, clock, log }: CoreLinkDependencies): CoreLink {
  const stopping = new AbortController();
  const { signal } = stopping;
  let status: CoreStatus | null = null;
  let view = first;
  let lost = false;

  function tell(next: CoreStatus | null): void {
    status = next;
    if (!signal.aborted) onStatus(next);
  }

  async function look(): Promise<void> {
    const [settings, lists, forwarders] = await Promise.all([console.settings(), console.lists(), console.forwarders()]);
    view = {
      appearance: settings.appearance,
      notifications: settings.notifications,
      toldLists: lists.filter(({ notify }) => notify).map(({ id, name }) => ({ id, name })),
      vendorUrls: forwarders.map(({ vendorUrl }) => vendorUrl),
    };
    if (!signal.aborted) onView(view);
  }

  async function listen(): Promise<void> {
    await look();
    tell(await console.status());
    if (lost) log.info("The receiver answers again.");
    lost = false;
    for await (const message of console.live(signal)) {
      if (message.type === "status") tell(message.status);
      else if (message.type === "event") onEvent(message.feed);
    }
  }

  async function run(): Promise<void> {
    while (!signal.aborted) {
      const reason = await listen().then(() => "it ended", String);
      if (signal.aborted) return;
      if (!lost) log.warn("The receiver does not answer; it is asked again and again.", { reason });
      lost = true;
      tell(null);
      await new Promise<void>((resolve) => {
        clock.after(againMs, resolve);
        signal.addEventListener("abort", () => resolve(), { once: true });
      });
    }
  }

  return {
    status: () => status,
    view: () => view,
    console: {
      ...console,
      async rpc(request) {
        const answer = await console.rpc(request);
        // Every change goes through a POST, and there are few of them.
        if (request.method === "POST" && answer.ok) void look().catch(() => {});
        return answer;
      },
    },
    start: () => void run(),
    stop: () => stopping.abort(),
  };
}
