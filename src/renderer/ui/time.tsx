import { Hint } from "./hint.tsx";
import { useFormats } from "./use-formats.ts";

/** A moment as "12:04:09" (with the day when it is not today); the full date with its zone on hover. */
export function Time({
  at,
  precision = "second",
  now = Date.now(),
  className,
}: {
  at: number;
  /** Any moment of the day that needs no naming. */
  now?: number;
  precision?: "second" | "minute";
  className?: string;
}) {
  const formats = useFormats();
  const text = precision === "second" ? formats.time(at, now) : formats.minute(at, now);
  return (
    <Hint content={formats.full(at)} relationship="description">
      <time dateTime={new Date(at).toISOString()} className={className}>
        {text}
      </time>
    </Hint>
  );
}
