import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Unseen } from "../ui/unseen.tsx";
import { type FeedRow, senderOf } from "./rows.ts";

const everyMs = 5_000;

/** Tells a screen reader what came in, summed up at most every five seconds; nothing of what was there at the start. */
export function Announcer({ rows }: { rows: readonly FeedRow[] }) {
  const { t } = useTranslation("feed");
  const { t: ui } = useTranslation("ui");
  const [text, setText] = useState("");
  const newest = useRef(rows);
  const told = useRef<number | null>(null);
  newest.current = rows;

  useEffect(() => {
    const timer = setInterval(() => {
      const top = newest.current[0];
      const before = told.current;
      told.current = top?.event.id ?? before;
      if (top === undefined || before === null || top.event.id <= before) return;
      const count = newest.current.findIndex((row) => row.event.id <= before);
      setText(
        t("announce", {
          count: count === -1 ? newest.current.length : count,
          plate: top.read?.plate?.toUpperCase() ?? ui("noPlate"),
          camera: senderOf(top.event) ?? t("unknownSender"),
        }),
      );
    }, everyMs);
    return () => clearInterval(timer);
  }, [t, ui]);

  return <Unseen text={text} polite />;
}
