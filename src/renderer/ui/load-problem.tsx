import { Button, MessageBar, MessageBarActions, MessageBarBody } from "@fluentui/react-components";
import { useTranslation } from "react-i18next";
import { refusalOf } from "../form/refusal.ts";

/** A page's data could not be read: says so in the core's own words where it gave some, and offers to try again. */
export function LoadProblem({ error, onRetry }: { error: { message: string; data?: unknown }; onRetry: () => void }) {
  const { t } = useTranslation("ui");
  return (
    <MessageBar intent="error" layout="multiline">
      <MessageBarBody>{refusalText(error) ?? t("noAnswer")}</MessageBarBody>
      <MessageBarActions>
        <Button size="small" onClick={onRetry}>
          {t("tryAgain")}
        </Button>
      </MessageBarActions>
    </MessageBar>
  );
}

/** The core's own words in the page's language; null where it did not answer at all (a network error's text is not for operators). */
export function refusalText(error: unknown): string | null {
  return refusalOf(error)?.message ?? null;
}
