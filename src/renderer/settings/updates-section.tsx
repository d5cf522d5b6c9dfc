import { Button, makeStyles, ProgressBar, tokens } from "@fluentui/react-components";
import { ArrowSync20Regular } from "@fluentui/react-icons";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { type UpdatesView, updateModes } from "../../shared/updates.ts";
import { useTRPC } from "../app/trpc.ts";
import { refusalOf } from "../form/refusal.ts";
import { SettingGroup } from "../form/setting-row.tsx";
import { LoadProblem } from "../ui/load-problem.tsx";
import { useSay } from "../ui/say.tsx";
import { StateHeadline } from "../ui/state-headline.tsx";
import { StateShape } from "../ui/state-shape.tsx";
import { Time } from "../ui/time.tsx";
import { BusyMark, Waiting } from "../ui/waiting.tsx";
import { ChoiceRow } from "./choice-row.tsx";
import { UpdateOfferPart } from "./update-offer.tsx";
import { lookAgainMs, updateWords } from "./update-words.ts";

const useStyles = makeStyles({
  section: { display: "flex", flexDirection: "column", gap: tokens.spacingVerticalL },
  state: { display: "flex", flexDirection: "column", gap: tokens.spacingVerticalS },
  shape: { marginTop: "3px" },
  problem: { display: "flex", gap: tokens.spacingHorizontalS, margin: 0 },
  line: { display: "flex", flexWrap: "wrap", alignItems: "center", gap: tokens.spacingHorizontalM },
  quiet: { color: tokens.colorNeutralForeground2, fontSize: tokens.fontSizeBase200 },
});

/** How a newer version comes onto this machine: how it stands, in words, what is new, and whether it comes by itself. */
export function UpdatesSection() {
  const { t } = useTranslation("settings");
  const styles = useStyles();
  const trpc = useTRPC();
  const { data, error, refetch } = useQuery(
    trpc.updates.queryOptions(undefined, {
      refetchInterval: ({ state }) => (state.data === undefined ? false : lookAgainMs(state.data)),
    }),
  );
  if (data === undefined)
    return error === null ? (
      <Waiting label={t("loading")} delay={400} />
    ) : (
      <LoadProblem error={error} onRetry={() => void refetch()} />
    );
  return (
    <div className={styles.section}>
      <State view={data} />
      {data.unsupported === null && <Mode view={data} />}
    </div>
  );
}

function useTake(): { take(view: UpdatesView): void; failed(error: unknown): void } {
  const { t } = useTranslation("settings");
  const say = useSay();
  const trpc = useTRPC();
  const queries = useQueryClient();
  return {
    take: (view) => queries.setQueryData(trpc.updates.queryKey(), view),
    failed: (error) => say.failed(refusalOf(error)?.message ?? t("noAnswer")),
  };
}

function State({ view }: { view: UpdatesView }) {
  const { t } = useTranslation("settings");
  const styles = useStyles();
  const trpc = useTRPC();
  const { take, failed } = useTake();
  const check = useMutation(trpc.checkForUpdates.mutationOptions({ onSuccess: take, onError: failed }));
  const install = useMutation(trpc.takeUpdate.mutationOptions({ onSuccess: take, onError: failed }));
  const { key, shape } = updateWords(view);
  const { version, offer, step, percent, problem, checkedAt } = view;
  const checking = check.isPending || step === "checking";
  return (
    <div className={styles.state}>
      <StateHeadline shape={shape}>
        {t(`updates.${key}`, { version, offered: offer?.version ?? "", percent: percent ?? 0 })}
      </StateHeadline>
      {step === "downloading" && <ProgressBar value={(percent ?? 0) / 100} aria-label={t("updates.progress")} />}
      {problem !== null && (
        <p className={styles.problem} role="alert">
          <StateShape state="warning" className={styles.shape} />
          <span>
            {t(`updates.problem.${problem.kind}`, { detail: problem.detail })} {t("updates.nothingChanged")}{" "}
            <Time at={problem.at} precision="minute" />
          </span>
        </p>
      )}
      {offer !== null && (
        <UpdateOfferPart offer={offer} busy={step !== "idle" || install.isPending} onTake={() => install.mutate()} />
      )}
      {view.unsupported === null && (
        <div className={styles.line}>
          <Button
            icon={checking ? <BusyMark /> : <ArrowSync20Regular />}
            disabledFocusable={checking || step !== "idle"}
            onClick={() => check.mutate()}
          >
            {t(checking ? "updates.checking" : "updates.check")}
          </Button>
          {checkedAt !== null && (
            <span className={styles.quiet}>
              {t("updates.lastChecked")} <Time at={checkedAt} precision="minute" />
            </span>
          )}
        </div>
      )}
    </div>
  );
}

function Mode({ view }: { view: UpdatesView }) {
  const { t } = useTranslation("settings");
  const say = useSay();
  const trpc = useTRPC();
  const { take, failed } = useTake();
  const save = useMutation(
    trpc.saveUpdates.mutationOptions({
      onSuccess(next) {
        take(next);
        say.done(t("updates.saved"));
      },
      onError: failed,
    }),
  );
  return (
    <SettingGroup title={t("updates.title")} {...(view.asks ? { intro: t("updates.asks") } : {})}>
      <ChoiceRow
        title={t("updates.mode.title")}
        help={t("updates.mode.help")}
        value={view.mode}
        choices={updateModes.map((mode) => ({ value: mode, words: t(`updates.modes.${mode}`) }))}
        onChoose={(mode) => save.mutate({ mode })}
      />
    </SettingGroup>
  );
}
