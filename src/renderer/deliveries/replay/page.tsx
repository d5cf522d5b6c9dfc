import {
  Button,
  Checkbox,
  Dropdown,
  Input,
  MessageBar,
  MessageBarBody,
  makeStyles,
  Option,
  Radio,
  RadioGroup,
  tokens,
} from "@fluentui/react-components";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useId, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { useLocation, useSearch } from "wouter";
import { type ReplayKind, replayKinds } from "../../../shared/replay.ts";
import { useStatus } from "../../app/live-context.tsx";
import { useTRPC } from "../../app/trpc.ts";
import { BackLink } from "../../ui/back-link.tsx";
import { refusalText } from "../../ui/load-problem.tsx";
import { Page } from "../../ui/page.tsx";
import { useSay } from "../../ui/say.tsx";
import { useSettled } from "../../ui/use-settled.ts";
import { firstForm, ordersOf, presets, type ReplayForm } from "./orders.ts";
import { PreviewPanel } from "./preview-panel.tsx";
import { usePreview } from "./use-preview.ts";

const useStyles = makeStyles({
  columns: {
    display: "grid",
    gridTemplateColumns: "minmax(0, 1fr) minmax(280px, 380px)",
    gap: tokens.spacingHorizontalXXL,
    maxWidth: "1080px",
    "@media (max-width: 900px)": { gridTemplateColumns: "minmax(0, 1fr)" },
  },
  form: { display: "flex", flexDirection: "column", gap: tokens.spacingVerticalM },
  part: { display: "flex", flexDirection: "column", minWidth: 0, border: "none", margin: 0, padding: 0 },
  title: { fontWeight: tokens.fontWeightSemibold, padding: 0, marginBottom: tokens.spacingVerticalXXS },
  presets: { flexWrap: "wrap", "& .fui-Radio": { whiteSpace: "nowrap" } },
  choice: { maxWidth: "360px" },
  moments: { display: "flex", flexWrap: "wrap", gap: tokens.spacingHorizontalM, alignItems: "center" },
  moment: { display: "inline-flex", alignItems: "center", gap: tokens.spacingHorizontalS },
  acts: { display: "flex", flexWrap: "wrap", gap: tokens.spacingHorizontalS, marginTop: tokens.spacingVerticalS },
  intro: { margin: `0 0 ${tokens.spacingVerticalM}`, maxWidth: "72ch", color: tokens.colorNeutralForeground2 },
});

/** /deliveries/replay?destination=<id>: a range of time once more to one destination, looked at before it is done. */
export function ReplayPage() {
  const { t } = useTranslation("replay");
  const styles = useStyles();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const say = useSay();
  const [, navigate] = useLocation();
  const wanted = new URLSearchParams(useSearch()).get("destination") ?? "";
  const destinations = useStatus()?.destinations ?? [];
  const cameras = useQuery(trpc.cameras.queryOptions());
  const formId = useId();
  const [now] = useState(() => Date.now());
  const [form, setForm] = useState<ReplayForm>(() => firstForm(wanted, now));
  const only = destinations.length === 1 ? (destinations[0]?.id ?? "") : "";
  const filled = useMemo(() => ({ ...form, destinationId: form.destinationId === "" ? only : form.destinationId }), [form, only]);
  const change = (part: Partial<ReplayForm>) => setForm((known) => ({ ...known, ...part }));
  const settled = useSettled(filled, 300);
  const ordered = useMemo(() => ordersOf(settled, now), [settled, now]);
  const orders = "orders" in ordered ? ordered.orders : null;
  const { preview, problem } = usePreview(orders);
  const destination = destinations.find(({ id }) => id === filled.destinationId);
  const name = destination?.name ?? "";
  const start = useMutation(
    trpc.startReplay.mutationOptions({
      onSuccess: async () => {
        await queries.invalidateQueries(trpc.replays.queryFilter());
        say.done(t("started", { name }));
        navigate("/deliveries");
      },
      onError: (error) => say.failed(refusalText(error) ?? t("noAnswer")),
    }),
  );
  const ready = preview?.done === true && preview.deliveries > 0 && settled === filled;

  return (
    <Page title={t("title")}>
      <BackLink href="/deliveries">{t("back")}</BackLink>
      <p className={styles.intro}>{t("intro")}</p>
      <div className={styles.columns}>
        <form
          id={formId}
          className={styles.form}
          onSubmit={(submit) => {
            submit.preventDefault();
            if (ready && orders !== null) start.mutate({ ...orders, cameras: [...orders.cameras], kinds: [...orders.kinds] });
          }}
        >
          <Part title={t("to")}>
            <Dropdown
              className={styles.choice}
              aria-label={t("to")}
              placeholder={t("choose")}
              value={name}
              selectedOptions={[filled.destinationId]}
              onOptionSelect={(_, { optionValue }) => change({ destinationId: optionValue ?? "" })}
            >
              {destinations.map(({ id, name: word }) => (
                <Option key={id} value={id}>
                  {word}
                </Option>
              ))}
            </Dropdown>
          </Part>
          <Part title={t("when")}>
            <RadioGroup
              className={styles.presets}
              layout="horizontal"
              aria-label={t("when")}
              value={form.preset}
              onChange={(_, { value }) => change({ preset: presets.find((preset) => preset === value) ?? "day" })}
            >
              {presets.map((preset) => (
                <Radio key={preset} value={preset} label={t(`preset.${preset}`)} />
              ))}
            </RadioGroup>
            {form.preset === "own" && (
              <div className={styles.moments}>
                <Moment word={t("from")} value={form.from} onChange={(from) => change({ from })} />
                <Moment word={t("until")} value={form.to} onChange={(to) => change({ to })} />
              </div>
            )}
          </Part>
          <Part title={t("cameras")}>
            <Dropdown
              className={styles.choice}
              multiselect
              aria-label={t("cameras")}
              placeholder={t("allCameras")}
              value={form.cameras.join(", ")}
              selectedOptions={[...form.cameras]}
              onOptionSelect={(_, { selectedOptions }) => change({ cameras: selectedOptions })}
            >
              {(cameras.data ?? []).map(({ camera }) => (
                <Option key={camera} value={camera}>
                  {camera}
                </Option>
              ))}
            </Dropdown>
          </Part>
          <Part title={t("which")}>
            {replayKinds.map((kind) => (
              <Checkbox
                key={kind}
                label={t(`kind.${kind}`, { name: name === "" ? t("it") : name })}
                checked={form.kinds.includes(kind)}
                onChange={(_, { checked }) => change({ kinds: withKind(form.kinds, kind, checked === true) })}
              />
            ))}
          </Part>
          <Part title={t("rules")}>
            <Checkbox
              label={t("ignoreRules")}
              checked={form.ignoreRules}
              onChange={(_, { checked }) => change({ ignoreRules: checked === true })}
            />
          </Part>
          {destination !== undefined && (destination.state === "disabled" || destination.state === "paused") && (
            <MessageBar intent="info" layout="multiline">
              <MessageBarBody>{t(`halted.${destination.state}`, { name })}</MessageBarBody>
            </MessageBar>
          )}
        </form>
        <PreviewPanel name={name} preview={preview} problem={problem} missing={"missing" in ordered ? ordered.missing : null}>
          <div className={styles.acts}>
            <Button type="submit" form={formId} appearance="primary" disabledFocusable={!ready || start.isPending}>
              {ready ? t("start", { count: preview.deliveries }) : t("startNone")}
            </Button>
            <Button onClick={() => navigate("/deliveries")}>{t("leave")}</Button>
          </div>
        </PreviewPanel>
      </div>
    </Page>
  );
}

function withKind(kinds: readonly ReplayKind[], kind: ReplayKind, on: boolean): ReplayKind[] {
  const others = kinds.filter((known) => known !== kind);
  return on ? [...others, kind] : others;
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  const styles = useStyles();
  return (
    <fieldset className={styles.part}>
      <legend className={styles.title}>{title}</legend>
      {children}
    </fieldset>
  );
}

function Moment({ word, value, onChange }: { word: string; value: string; onChange: (value: string) => void }) {
  const styles = useStyles();
  const id = useId();
  return (
    <span className={styles.moment}>
      <label htmlFor={id}>{word}</label>
      <Input id={id} type="datetime-local" value={value} onChange={(_, data) => onChange(data.value)} />
    </span>
  );
}
