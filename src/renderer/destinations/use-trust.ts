import type { SchemaFormHandle } from "../form/use-schema-form.ts";
import type { DestinationTest } from "./use-destination-test.ts";

/** The setting that pins a certificate, by the name that every forwarder over TLS gives it. */
const pinKey = "certificateSha256";

/** What the operator can do about a certificate that is not trusted. */
export interface Trust {
  /** The fingerprint that is pinned in the form; "" for none. */
  pinned: string;
  /** Whether pinning saves at once: only where nothing else in the form waits for that. */
  saves: boolean;
  /** Pins a certificate by its fingerprint, and tests again with it. */
  pin(sha256: string): Promise<void>;
}

/**
 * Pins a certificate that a test met; null where the forwarder pins nothing. `save` saves the form; null where that is the
 * operator's own step, because other changes wait for it too or the destination is not there yet.
 */
export function useTrust(
  { form, fields }: SchemaFormHandle,
  test: DestinationTest,
  save: (() => Promise<void>) | null,
): Trust | null {
  const pinned = form.watch(`settings.${pinKey}`);
  if (!fields.some((field) => field.key === pinKey)) return null;
  return {
    pinned: typeof pinned === "string" ? pinned : "",
    saves: save !== null,
    async pin(sha256) {
      form.setValue(`settings.${pinKey}`, sha256, { shouldDirty: true, shouldValidate: true });
      await save?.();
      await test.run();
    },
  };
}
