import type { DoctorReport } from "../../shared/doctor.ts";
import type { SettingsStore } from "../../shared/settings.ts";
import type { CoreStatus } from "../../shared/status.ts";
import type { Clock } from "../clock.ts";
import type { ConsoleBackend } from "../console/backend.ts";
import type { Firewall } from "../receiver/firewall.ts";
import { findPortHolder } from "../receiver/port-holder.ts";
import type { Receiver } from "../receiver/receiver.ts";
import type { Store } from "../store/store.ts";
import { judgeHops } from "./doctor.ts";
import { testSourceName } from "./receiving.ts";
import { testCamera } from "./test-plate.ts";

export interface ConsoleDoctorDeps {
  store: Pick<Store, "events" | "traffic" | "backups">;
  receiver: Receiver;
  firewall: Firewall;
  settings: SettingsStore;
  status(): CoreStatus;
  clock: Clock;
}

/** The newest webhooks that are looked at: read in some milliseconds. */
const looked = 5_000;
/** Cameras that were quiet for longer say nothing about today's clocks. */
const recentMs = 24 * 60 * 60_000;
const mostCameras = 200;

/** Checks every hop of a webhook's way, as it is now. */
export function createConsoleDoctor(deps: ConsoleDoctorDeps): Pick<ConsoleBackend, "doctor" | "doctorAgain"> {
  const { store, receiver, firewall, settings, clock } = deps;

  async function doctor(): Promise<DoctorReport> {
    const status = deps.status();
    const { requireToken, sources } = settings.get().receiver;
    // An ephemeral port that could not be had has no holder.
    const holder = status.receiver.port === 0 ? null : await findPortHolder(status.receiver.port);
    const checks = judgeHops({
      ...{ status, holder, pid: process.pid, requireToken, looked },
      addresses: receiver.addresses(),
      firewall: firewall.state(status.receiver.port),
      refusals: receiver.refusedLately(),
      sources: sources.filter(({ enabled }) => enabled).map(({ name }) => name),
      // Our own test plate is no word of a recogniser.
      contacts: store.traffic.contacts(looked).filter(({ source }) => source !== testSourceName),
      clocks: clocks(),
      lastQuarantined: store.traffic.lastQuarantined(looked),
      backups: { everyHours: settings.get().backups.everyHours, record: store.backups.record() },
      keepFreeBytes: settings.get().retention.minFreeBytes,
    });
    return { checkedAt: clock.now(), checks };
  }

  function clocks() {
    return store.events
      .cameras()
      .filter(({ camera, lastSeenAt }) => camera !== testCamera && clock.now() - lastSeenAt < recentMs)
      .sort((a, b) => b.lastSeenAt - a.lastSeenAt)
      .slice(0, mostCameras)
      .flatMap(({ camera, lastSeenAt }) => {
        const behindMs = store.traffic.behindMs(camera);
        return behindMs === null ? [] : [{ camera, behindMs, lastAt: lastSeenAt }];
      });
  }

  return {
    doctor,
    doctorAgain() {
      firewall.askAgain(receiver.status().port);
      return doctor();
    },
  };
}
