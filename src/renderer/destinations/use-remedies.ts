import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { DestinationStatus } from "../../shared/status.ts";
import { useTRPC } from "../app/trpc.ts";
import { fieldsOf } from "../form/model.ts";
import { useForwarderTexts } from "../form/use-forwarder-texts.ts";
import { type Remedy, remedyOf } from "./remedy.ts";

/** What a person does about a destination, and how a button says it; null where nothing is to be done. */
export function useRemedies(): (destination: DestinationStatus) => { remedy: Remedy; label: string } | null {
  const { t } = useTranslation("deliveries");
  const trpc = useTRPC();
  const texts = useForwarderTexts();
  const forwarders = useQuery(trpc.forwarders.queryOptions(undefined, { staleTime: Number.POSITIVE_INFINITY }));
  return (destination) => {
    const { name, forwarder } = destination;
    const schema = forwarders.data?.find(({ type }) => type === forwarder)?.schema;
    const remedy = remedyOf(destination, schema);
    if (remedy === null) return null;
    const model = remedy.is === "enter" ? fieldsOf(schema ?? {}).find(({ key }) => key === remedy.field) : undefined;
    const label = t(`remedy.${remedy.is}`, {
      name,
      ...(model === undefined ? {} : { field: texts.title(forwarder, model) }),
      ...(remedy.is === "camera" ? { camera: remedy.camera } : {}),
    });
    return { remedy, label };
  };
}
