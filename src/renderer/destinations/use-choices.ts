import { useTRPCClient } from "../app/trpc.ts";
import type { AskChoices } from "../form/choices-input.tsx";
import type { SchemaFormHandle } from "../form/use-schema-form.ts";
import type { CompleteDraft } from "./use-destination-test.ts";

/** Asks the destination what a setting may hold, with the form as it stands: saved or not. */
export function useChoices(
  handle: SchemaFormHandle,
  draftOf: (name: string, settings: Record<string, unknown>) => CompleteDraft,
): AskChoices {
  const client = useTRPCClient();
  return (key) => {
    const { name, settings } = handle.now();
    return client.destinationChoices.mutate({ draft: draftOf(name, settings), key });
  };
}
