import type { SchemaFormHandle } from "../form/use-schema-form.ts";
import type { DestinationTest } from "./use-destination-test.ts";

/** The setting that pins a certificate, by the name that every forwarder over TLS gives it. */
const pinKey = "certificateSha256";

/** Puts a certificate's fingerprint into the form, to be tested again and saved; null where the forwarder pins nothing. */
export function useTrust({ form, fields }: SchemaFormHandle, test: DestinationTest): ((sha256: string) => void) | null {
  if (!fields.some((field) => field.key === pinKey)) return null;
  return (sha256) => {
    form.setValue(`settings.${pinKey}`, sha256, { shouldDirty: true, shouldValidate: true });
    test.forget();
    form.setFocus(`settings.${pinKey}`);
  };
}
