/** As Windows counts: 1 GB is 1024 MB. */
export const mebibyte = 1024 * 1024;
export const gibibyte = 1024 * mebibyte;

/** 1_610_612_736 -> 1.5 and "GB", the unit that keeps the number readable. */
export function inUnit(bytes: number): { value: number; unit: "KB" | "MB" | "GB" | "TB" } {
  const units = ["KB", "MB", "GB", "TB"] as const;
  let value = bytes / 1024;
  let at = 0;
  while (value >= 1000 && at < units.length - 1) {
    value /= 1024;
    at += 1;
  }
  return { value: value >= 100 ? Math.round(value) : Math.round(value * 10) / 10, unit: units[at] ?? "TB" };
}
