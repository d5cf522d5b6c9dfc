import type { NotificationSettings } from "../../../shared/settings.ts";

type QuietHours = NonNullable<NotificationSettings["quietHours"]>;

/** Minutes since midnight of "HH:MM". */
const minutesOf = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));

/**
 * When the quiet that `now` lies in ends, in milliseconds since the epoch; null where it is not quiet. Times are those of the
 * machine's own zone. "22:00" to "06:00" goes over midnight; two equal times are a whole day of quiet, every day: the end told
 * is then the next such time, and quiet begins anew there.
 */
export function quietUntil(hours: QuietHours | null, now: number): number | null {
  if (hours === null) return null;
  const date = new Date(now);
  const minute = date.getHours() * 60 + date.getMinutes();
  const from = minutesOf(hours.from);
  const to = minutesOf(hours.to);
  const quiet = from < to ? minute >= from && minute < to : minute >= from || minute < to;
  if (!quiet) return null;
  const days = minute < to ? 0 : 1;
  return new Date(date.getFullYear(), date.getMonth(), date.getDate() + days, Math.floor(to / 60), to % 60).getTime();
}
