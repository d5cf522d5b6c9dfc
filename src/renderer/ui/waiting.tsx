import { Spinner, type SpinnerProps } from "@fluentui/react-components";

/**
 * Something is on its way, in words.
 * `delay` (ms) keeps what comes at once from flashing: until then it has no look. The name stands on the element as well, since Fluent
 * names a spinner by its label alone, which is drawn only after the delay: until then a screen reader would find a nameless one.
 */
export function Waiting({
  label,
  ...rest
}: { label: string } & Pick<SpinnerProps, "className" | "size" | "delay" | "labelPosition">) {
  return <Spinner size="small" {...rest} label={label} aria-label={label} />;
}

/** The turning mark beside words that already say what is on its way, as in a button: drawn, not told. */
export function BusyMark({ size = "tiny" }: Pick<SpinnerProps, "size">) {
  return <Spinner size={size} role="presentation" />;
}
