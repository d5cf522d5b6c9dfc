import { DocumentQuestionMark20Regular, ImageOff20Regular, Mail20Regular } from "@fluentui/react-icons";
import type { EventKind } from "../../shared/plate-read.ts";

/** In place of a picture: what kind of webhook it is. */
export function EventSign({ kind }: { kind: EventKind }) {
  if (kind === "quarantined") return <DocumentQuestionMark20Regular aria-hidden />;
  return kind === "other" ? <Mail20Regular aria-hidden /> : <ImageOff20Regular aria-hidden />;
}
