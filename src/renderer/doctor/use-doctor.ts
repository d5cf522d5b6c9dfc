import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { DoctorCheck, DoctorReport, Hop } from "../../shared/doctor.ts";
import { useTRPC } from "../app/trpc.ts";

/** While Windows is being asked for its firewall the report is read again after this. */
const checkingMs = 1_500;
/** A report is of now; while somebody looks at it, it stays so. */
const againMs = 20_000;

/** The doctor's report, kept up to date while it is on the screen. */
export function useDoctor() {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const query = useQuery(
    trpc.doctor.queryOptions(undefined, {
      refetchInterval: ({ state }) => (isChecking(state.data) ? checkingMs : againMs),
    }),
  );
  const again = useMutation(
    trpc.doctorAgain.mutationOptions({ onSuccess: (report) => queries.setQueryData(trpc.doctor.queryKey(), report) }),
  );
  return { ...query, again: () => again.mutate(), checking: again.isPending, againError: again.error };
}

function isChecking(report: DoctorReport | undefined): boolean {
  return report !== undefined && checkOf(report, "firewall")?.firewall.state === "checking";
}

/** The check of one hop. */
export function checkOf<H extends Hop>(report: DoctorReport, hop: H): Extract<DoctorCheck, { hop: H }> | undefined {
  return report.checks.find((check): check is Extract<DoctorCheck, { hop: H }> => check.hop === hop);
}
