import { useMutation } from "@tanstack/react-query";
import type { DestinationDraft, TestReport } from "../../main/console/backend.ts";
import type { Rules } from "../../shared/destination.ts";
import { useTRPC } from "../app/trpc.ts";
import type { SchemaFormHandle } from "../form/use-schema-form.ts";

/** A draft as the contract takes it: with every rule. */
export type CompleteDraft = DestinationDraft & { rules: Rules };

export interface DestinationTest {
  running: boolean;
  report: TestReport | null;
  /** Tests the form as it stands, saved or not. */
  run(): Promise<void>;
  forget(): void;
}

/** The Test button: `draftOf` puts the form's values into a draft. */
export function useDestinationTest(
  handle: SchemaFormHandle,
  draftOf: (name: string, settings: Record<string, unknown>) => CompleteDraft,
): DestinationTest {
  const trpc = useTRPC();
  const test = useMutation(trpc.testDestination.mutationOptions());
  return {
    running: test.isPending,
    report: test.data ?? null,
    async run() {
      test.reset();
      await handle.attempt(async (name, settings) => {
        await test.mutateAsync(draftOf(name, settings));
      });
    },
    forget: test.reset,
  };
}
