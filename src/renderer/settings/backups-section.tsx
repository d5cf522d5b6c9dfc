import { Button, makeStyles, tokens } from "@fluentui/react-components";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { BackupsView } from "../../shared/backups.ts";
import { useTRPC } from "../app/trpc.ts";
import { refusalOf } from "../form/refusal.ts";
import { SettingGroup, SettingRow } from "../form/setting-row.tsx";
import { CopyField } from "../ui/copy-field.tsx";
import { LoadProblem } from "../ui/load-problem.tsx";
import { useSay } from "../ui/say.tsx";
import { StateHeadline } from "../ui/state-headline.tsx";
import { useFormats } from "../ui/use-formats.ts";
import { BusyMark, Waiting } from "../ui/waiting.tsx";
import { backupWords, dayHours, keepChoices, rhythms, weekHours } from "./backup-words.ts";
import { ChoiceRow } from "./choice-row.tsx";

const useStyles = makeStyles({
  section: { display: "flex", flexDirection: "column", gap: tokens.spacingVerticalL },
  state: { display: "flex", flexDirection: "column", alignItems: "flex-start", gap: tokens.spacingVerticalS },
  line: { margin: 0, overflowWrap: "anywhere" },
  quiet: { margin: 0, color: tokens.colorNeutralForeground2, fontSize: tokens.fontSizeBase200 },
});

/** Copies of the database: how the last one went, how often one is made, and which there are. */
export function BackupsSection() {
  const { t } = useTranslation("settings");
  const styles = useStyles();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const say = useSay();
  const formats = useFormats();
  const { data, error, refetch } = useQuery(
    trpc.backups.queryOptions(undefined, { refetchInterval: ({ state }) => (state.data?.running === true ? 700 : 15_000) }),
  );
  const take = (next: BackupsView) => queries.setQueryData(trpc.backups.queryKey(), next);
  const onError = (failure: unknown) => say.failed(refusalOf(failure)?.message ?? t("noAnswer"));
  const now = useMutation(trpc.backUpNow.mutationOptions({ onSuccess: take, onError }));
  const save = useMutation(
    trpc.saveBackups.mutationOptions({
      onSuccess(next) {
        take(next);
        say.done(t("backups.saved"));
      },
      onError,
    }),
  );
  if (data === undefined)
    return error === null ? (
      <Waiting label={t("loading")} delay={400} />
    ) : (
      <LoadProblem error={error} onRetry={() => void refetch()} />
    );
  const { everyHours, keep } = data;
  const rhythm = (hours: number) =>
    hours === 0
      ? t("backups.never")
      : hours === dayHours || hours === weekHours
        ? t(hours === dayHours ? "backups.day" : "backups.week")
        : t("backups.hours", { count: hours });
  return (
    <div className={styles.section}>
      <div className={styles.state}>
        <State view={data} />
        <Button
          icon={data.running ? <BusyMark /> : undefined}
          disabledFocusable={data.running || now.isPending}
          onClick={() => now.mutate()}
        >
          {t("backups.now")}
        </Button>
      </div>
      <SettingGroup title={t("backups.title")} intro={t("backups.intro")}>
        <ChoiceRow
          title={t("backups.every.title")}
          help={t("backups.every.help")}
          value={String(everyHours)}
          choices={rhythms(everyHours).map((hours) => ({ value: String(hours), words: rhythm(hours) }))}
          onChoose={(hours) => save.mutate({ keep, everyHours: Number(hours) })}
        />
        <ChoiceRow
          title={t("backups.keep.title")}
          help={t("backups.keep.help")}
          value={String(keep)}
          choices={keepChoices(keep).map((count) => ({ value: String(count), words: formats.number(count) }))}
          onChoose={(count) => save.mutate({ everyHours, keep: Number(count) })}
        />
      </SettingGroup>
      <Copies view={data} />
    </div>
  );
}

function State({ view }: { view: BackupsView }) {
  const { t } = useTranslation("settings");
  const styles = useStyles();
  const formats = useFormats();
  const { madeAt, bytes, tookMs, problem, running, everyHours } = view;
  const { key, shape } = backupWords(view);
  const time = madeAt === null ? "" : formats.minute(madeAt, Date.now());
  return (
    <>
      <StateHeadline shape={shape}>{t(`backups.headline.${key}`, { time })}</StateHeadline>
      {problem !== null && !running && (
        <p className={styles.line} role="alert">
          {t(`backups.problem.${problem.kind}`, { detail: problem.detail })} {everyHours > 0 && t("backups.again")}
        </p>
      )}
      {madeAt !== null && (
        <p className={styles.quiet}>
          {key !== "ok" && `${t("backups.newest", { time })} `}
          {t("backups.size", { size: formats.bytes(bytes), duration: formats.duration(tookMs) })}
        </p>
      )}
    </>
  );
}

function Copies({ view: { copies, folder } }: { view: BackupsView }) {
  const { t } = useTranslation("settings");
  const formats = useFormats();
  return (
    <SettingGroup title={t("backups.list")}>
      {copies.map(({ kind, file, at, bytes }) => (
        <SettingRow
          key={file}
          title={formats.minute(at, Date.now())}
          help={t(kind === "backup" ? "backups.copyHelp" : "backups.upgradeHelp", { file, size: formats.bytes(bytes) })}
          layout="fact"
        >
          {() => null}
        </SettingRow>
      ))}
      <SettingRow title={t("backups.folder.title")} help={t("backups.folder.help")} layout="stacked">
        {() => <CopyField text={folder} label={t("backups.folder.title")} />}
      </SettingRow>
    </SettingGroup>
  );
}
