import type { Settings, SettingsStore } from "../../shared/settings.ts";

/**
 * The settings with another listener for this run only, as --host and --port ask: what is on disk keeps its own, until the
 * operator changes it in the console.
 */
export function withListener(settings: SettingsStore, listener: { host: string | null; port: number | null }): SettingsStore {
  let { host, port } = listener;
  const shown = (real: Settings): Settings => ({
    ...real,
    receiver: { ...real.receiver, host: host ?? real.receiver.host, port: port ?? real.receiver.port },
  });
  if (host === null && port === null) return settings;
  return {
    get: () => shown(settings.get()),
    set(next) {
      const real = settings.get().receiver;
      const before = { host, port };
      // A value that is not the run's own is the operator's new choice, and ends the exception.
      if (next.receiver.host !== host) host = null;
      if (next.receiver.port !== port) port = null;
      try {
        settings.set({
          ...next,
          receiver: {
            ...next.receiver,
            host: host === null ? next.receiver.host : real.host,
            port: port === null ? next.receiver.port : real.port,
          },
        });
      } catch (error) {
        ({ host, port } = before);
        throw error;
      }
    },
    onChange: (heard) => settings.onChange((next, previous) => heard(shown(next), shown(previous))),
  };
}
