import { Tooltip } from "@fluentui/react-components";
import { cloneElement, type PointerEvent, type ReactElement, useEffect, useState } from "react";

interface ChildProps {
  onPointerEnter?: (entered: PointerEvent<HTMLElement>) => void;
  onPointerLeave?: () => void;
  "aria-label"?: string;
  "aria-description"?: string;
}

/** As long as the other tooltips wait. */
const delayMs = 250;

/**
 * Words on hover for what stands in the feed by the hundred: the tooltip is made when the pointer stays, because making one for each
 * would cost more than the row around it. For screen readers the words are there from the start.
 */
export function Hint({
  content,
  relationship,
  children,
}: {
  content: string;
  relationship: "label" | "description";
  children: ReactElement<ChildProps>;
}) {
  const [over, setOver] = useState<HTMLElement | null>(null);
  const [shown, setShown] = useState(false);
  useEffect(() => {
    if (over === null) return;
    const timer = setTimeout(() => setShown(true), delayMs);
    return () => clearTimeout(timer);
  }, [over]);
  return (
    <>
      {cloneElement(children, {
        ...(relationship === "label" ? { "aria-label": content } : { "aria-description": content }),
        onPointerEnter: (entered) => setOver(entered.currentTarget),
        onPointerLeave: () => {
          setOver(null);
          setShown(false);
        },
      })}
      {over !== null && shown && (
        <Tooltip content={content} relationship="inaccessible" withArrow visible positioning={{ target: over }} />
      )}
    </>
  );
}
