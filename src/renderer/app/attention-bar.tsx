import { Button, MessageBar, MessageBarActions, MessageBarBody, makeStyles, tokens } from "@fluentui/react-components";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useLocation } from "wouter";
import type { Attention, CoreStatus } from "../../shared/status.ts";
import { useRemedies } from "../destinations/use-remedies.ts";
import { placeOfAttention } from "./attention-place.ts";
import { useStatus } from "./live-context.tsx";
import { useStatusWords } from "./status-words.ts";
import { useTRPC } from "./trpc.ts";

const wide = "@media (min-width: 901px)";

const useStyles = makeStyles({
  bars: {
    display: "flex",
    flexDirection: "column",
    gap: tokens.spacingVerticalXS,
    padding: `0 ${tokens.spacingHorizontalM} ${tokens.spacingVerticalS}`,
    maxHeight: "30vh",
    overflowY: "auto",
  },
  // Long fingerprints and addresses must not push the bar wider than the window.
  bar: {
    minWidth: 0,
    overflowWrap: "anywhere",
    whiteSpace: "normal",
    // Beside its words where there is room: what needs attention must not take the page's.
    [wide]: {
      gridTemplateColumns: "auto 1fr auto auto",
      gridTemplateAreas: '"icon body secondaryActions actions"',
      alignItems: "center",
      // The bar's own room below comes from its buttons, which stand beside the words here.
      paddingTop: tokens.spacingVerticalSNudge,
      paddingBottom: tokens.spacingVerticalSNudge,
    },
  },
  actions: { [wide]: { marginTop: 0, marginBottom: 0, paddingLeft: tokens.spacingHorizontalM } },
  // A phone has room for the beginning; the place that the button opens tells the rest.
  words: {
    "@media (max-width: 600px)": {
      display: "-webkit-box",
      WebkitLineClamp: "3",
      WebkitBoxOrient: "vertical",
      overflow: "hidden",
    },
  },
  more: { alignSelf: "flex-start" },
});

/** Where an attention is mended, to the very setting where that is known, and how the button there says it. */
function useMend(): (attention: Attention, status: CoreStatus) => { to: string; label: string } {
  const { t } = useTranslation("app");
  const remedies = useRemedies();
  return (attention, status) => {
    const { about } = attention;
    const destination = about?.kind === "destination" ? status.destinations.find(({ id }) => id === about.id) : undefined;
    const found = destination === undefined ? null : remedies(destination);
    if (found !== null && "to" in found.remedy) return { to: found.remedy.to, label: found.label };
    const { to, name } = placeOfAttention(attention);
    return { to, label: t(`attention.${name}`) };
  };
}

/** What a person must look at: the sentence, and a button to where it can be mended. The most urgent first, the rest folded. */
export function AttentionBar() {
  const { t } = useTranslation("app");
  const styles = useStyles();
  const [, navigate] = useLocation();
  const [all, setAll] = useState(false);
  const dismiss = useMutation(useTRPC().dismissNote.mutationOptions());
  const words = useStatusWords();
  const mend = useMend();
  const status = useStatus();
  if (status === null || status.attention.length === 0) return null;
  const { attention } = status;
  const shown = all ? attention : attention.slice(0, attention.length === 2 ? 2 : 1);
  const rest = attention.length - shown.length;
  return (
    <section className={styles.bars} aria-label={t("attention.label")}>
      {shown.map((one) => {
        const { key, level } = one;
        const text = words.attention(one, status);
        const { to, label } = mend(one, status);
        const read = key.startsWith("start:");
        return (
          <MessageBar key={key} intent={level} layout="multiline" className={styles.bar} data-testid={`attention-${key}`}>
            <MessageBarBody>
              <span className={styles.words} title={text}>
                {text}
              </span>
            </MessageBarBody>
            <MessageBarActions className={styles.actions}>
              {read ? (
                <Button size="small" onClick={() => dismiss.mutate({ key })}>
                  {t("attention.read")}
                </Button>
              ) : (
                <Button size="small" onClick={() => navigate(to)}>
                  {label}
                </Button>
              )}
              {rest > 0 && (
                <Button size="small" appearance="transparent" onClick={() => setAll(true)}>
                  {t("attention.more", { count: rest })}
                </Button>
              )}
            </MessageBarActions>
          </MessageBar>
        );
      })}
      {all && attention.length > 2 && (
        <Button size="small" appearance="transparent" className={styles.more} onClick={() => setAll(false)}>
          {t("attention.fewer")}
        </Button>
      )}
    </section>
  );
}
