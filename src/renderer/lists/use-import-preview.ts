import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import type { ListImport } from "../../main/console/backend.ts";
import { useTRPCClient } from "../app/trpc.ts";
import { refusalOf } from "../form/refusal.ts";

export interface Preview {
  asking: boolean;
  /** What the import would do; null before anything is given. */
  result: ListImport | null;
  problem: string | null;
}

/** What importing `csv` would do, asked once the typing pauses; nothing is changed by it. */
export function useImportPreview(listId: string, csv: string, replace: boolean): Preview {
  const { t } = useTranslation("lists");
  const client = useTRPCClient();
  const [preview, setPreview] = useState<Preview>({ asking: false, result: null, problem: null });
  useEffect(() => {
    if (csv.trim() === "") {
      setPreview({ asking: false, result: null, problem: null });
      return;
    }
    setPreview((known) => ({ ...known, asking: true }));
    const abort = new AbortController();
    const timer = setTimeout(async () => {
      try {
        const result = await client.importList.mutate({ listId, csv, replace, preview: true }, { signal: abort.signal });
        if (!abort.signal.aborted) setPreview({ asking: false, result, problem: null });
      } catch (error) {
        if (abort.signal.aborted) return;
        setPreview({ asking: false, result: null, problem: refusalOf(error)?.message ?? t("noAnswer") });
      }
    }, 300);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [client, listId, csv, replace, t]);
  return preview;
}
