import { Button, makeStyles, tokens } from "@fluentui/react-components";
import { Copy20Regular, Save20Regular } from "@fluentui/react-icons";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { logLevels } from "../../shared/log-levels.ts";
import { useTRPC } from "../app/trpc.ts";
import { refusalOf } from "../form/refusal.ts";
import { SettingGroup } from "../form/setting-row.tsx";
import { LoadProblem } from "../ui/load-problem.tsx";
import { saveFile } from "../ui/save-file.ts";
import { useSay } from "../ui/say.tsx";
import { useFormats } from "../ui/use-formats.ts";
import { Waiting } from "../ui/waiting.tsx";
import { ChoiceRow } from "./choice-row.tsx";

const useStyles = makeStyles({
  section: { display: "flex", flexDirection: "column", gap: tokens.spacingVerticalL },
  part: { display: "flex", flexDirection: "column", gap: tokens.spacingVerticalM, padding: tokens.spacingHorizontalL },
  preview: {
    margin: 0,
    padding: tokens.spacingHorizontalM,
    maxHeight: "50vh",
    overflow: "auto",
    whiteSpace: "pre-wrap",
    overflowWrap: "anywhere",
    fontFamily: tokens.fontFamilyMonospace,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    backgroundColor: tokens.colorNeutralBackground3,
    borderRadius: tokens.borderRadiusMedium,
  },
  line: { display: "flex", flexWrap: "wrap", alignItems: "center", gap: tokens.spacingHorizontalS },
  quiet: { color: tokens.colorNeutralForeground2, fontSize: tokens.fontSizeBase200 },
});

/** What the log says, and the one file that support is sent, seen before it is saved. */
export function DiagnosticsSection() {
  const styles = useStyles();
  return (
    <div className={styles.section}>
      <SupportFile />
      <LogLevel />
    </div>
  );
}

function SupportFile() {
  const { t } = useTranslation("settings");
  const styles = useStyles();
  const say = useSay();
  const formats = useFormats();
  const trpc = useTRPC();
  const [asked, setAsked] = useState(false);
  // Only when somebody wants it: it reads the log and the database.
  const { data, error, isFetching, refetch } = useQuery(
    trpc.diagnostics.queryOptions(undefined, {
      enabled: asked,
      staleTime: Number.POSITIVE_INFINITY,
      refetchOnWindowFocus: false,
    }),
  );
  const prepare = () => {
    if (asked) void refetch();
    setAsked(true);
  };
  const copy = (text: string) =>
    navigator.clipboard.writeText(text).then(
      () => say.done(t("diagnostics.file.copied")),
      () => say.failed(t("diagnostics.file.notCopied")),
    );
  return (
    <SettingGroup title={t("diagnostics.file.title")} intro={t("diagnostics.file.intro")}>
      <div className={styles.part}>
        {error !== null && <LoadProblem error={error} onRetry={prepare} />}
        {data !== undefined && (
          // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and the keyboard must be able to.
          <section className={styles.preview} tabIndex={0} aria-label={t("diagnostics.file.preview")}>
            {data.text}
          </section>
        )}
        <div className={styles.line}>
          {data !== undefined && (
            <>
              <Button
                appearance="primary"
                icon={<Save20Regular />}
                onClick={() => saveFile(data.name, data.text, "text/plain;charset=utf-8")}
              >
                {t("diagnostics.file.save")}
              </Button>
              <Button icon={<Copy20Regular />} onClick={() => void copy(data.text)}>
                {t("diagnostics.file.copy")}
              </Button>
            </>
          )}
          <Button appearance={data === undefined ? "primary" : "secondary"} disabledFocusable={isFetching} onClick={prepare}>
            {t(data === undefined ? "diagnostics.file.prepare" : "diagnostics.file.again")}
          </Button>
          {isFetching && <Waiting size="tiny" label={t("diagnostics.file.preparing")} />}
          {data !== undefined && !isFetching && (
            <span className={styles.quiet}>
              {t("diagnostics.file.size", { name: data.name, size: formats.bytes(new Blob([data.text]).size) })}
            </span>
          )}
        </div>
      </div>
    </SettingGroup>
  );
}

function LogLevel() {
  const { t } = useTranslation("settings");
  const say = useSay();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const { data } = useQuery(trpc.logSettings.queryOptions());
  const save = useMutation(
    trpc.saveLogSettings.mutationOptions({
      onSuccess(next) {
        queries.setQueryData(trpc.logSettings.queryKey(), next);
        say.done(t("diagnostics.log.saved"));
      },
      onError: (error) => say.failed(refusalOf(error)?.message ?? t("noAnswer")),
    }),
  );
  return (
    <SettingGroup title={t("diagnostics.log.title")} intro={t("diagnostics.log.intro")}>
      {data !== undefined && (
        <ChoiceRow
          title={t("diagnostics.log.level.title")}
          help={t("diagnostics.log.level.help")}
          value={data.level}
          choices={logLevels.map((level) => ({ value: level, words: t(`diagnostics.log.levels.${level}`) }))}
          onChoose={(level) => save.mutate({ level })}
        />
      )}
    </SettingGroup>
  );
}
