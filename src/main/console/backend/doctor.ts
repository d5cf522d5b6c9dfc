import type { DoctorReport } from "../../../shared/doctor.ts";

/** Every hop of a webhook's way. */
export interface DoctorBackend {
  /** Checks every hop of a webhook's way. Windows' firewall is asked in the background: "checking" until it answered. */
  doctor(): Promise<DoctorReport>;
  /** The same, and asks the firewall anew. */
  doctorAgain(): Promise<DoctorReport>;
}
