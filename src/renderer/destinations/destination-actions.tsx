import { Button, Menu, MenuItem, MenuList, MenuPopover, MenuTrigger, Switch, Tooltip } from "@fluentui/react-components";
import { Delete20Regular, Pause20Regular, Play20Regular } from "@fluentui/react-icons";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { flushSync } from "react-dom";
import { useTranslation } from "react-i18next";
import { useLocation } from "wouter";
import type { DestinationView } from "../../shared/destination.ts";
import { pauseEnd } from "../../shared/pause-length.ts";
import type { DestinationStatus } from "../../shared/status.ts";
import { useTRPC } from "../app/trpc.ts";
import { refusalOf } from "../form/refusal.ts";
import { ConfirmDialog } from "../ui/confirm-dialog.tsx";
import { useSay } from "../ui/say.tsx";
import { useFormats } from "../ui/use-formats.ts";
import { TestButton } from "./test-button.tsx";
import type { DestinationTest } from "./use-destination-test.ts";

/** What can be done to a destination: switch it on and off, test it, pause and resume it, delete it. */
export function DestinationActions({
  destination,
  status,
  test,
  onEnabled,
  onDeleted,
}: {
  destination: DestinationView;
  status: DestinationStatus | null;
  test: DestinationTest;
  onEnabled: (enabled: boolean) => Promise<unknown>;
  /** Before the page goes back to the list. */
  onDeleted: () => void;
}) {
  const { t } = useTranslation("destinations");
  const { id, name, enabled } = destination;
  const say = useSay();
  const failed = (error: unknown) => say.failed(refusalOf(error)?.message ?? t("noAnswer"));
  return (
    <>
      <Switch
        label={t(enabled ? "enabled.on" : "enabled.off")}
        labelPosition="before"
        checked={enabled}
        onChange={(_, data) => void onEnabled(data.checked).catch(failed)}
      />
      <TestButton test={test} />
      {enabled && (
        <PauseOrResume
          id={id}
          name={name}
          paused={status?.state === "paused" || status?.state === "cameraPaused"}
          onFailed={failed}
        />
      )}
      <DeleteButton destination={destination} waiting={status?.waiting ?? 0} onDeleted={onDeleted} onFailed={failed} />
    </>
  );
}

function PauseOrResume({
  id,
  name,
  paused,
  onFailed,
}: {
  id: string;
  name: string;
  paused: boolean;
  onFailed: (error: unknown) => void;
}) {
  const { t } = useTranslation("destinations");
  const say = useSay();
  const formats = useFormats();
  const trpc = useTRPC();
  const pause = useMutation(trpc.pauseDestination.mutationOptions({ onError: onFailed }));
  const resume = useMutation(
    trpc.resumeDestination.mutationOptions({ onError: onFailed, onSuccess: () => say.done(t("pause.resumed", { name })) }),
  );
  const until = (time: number | null) =>
    pause.mutate(
      { id, until: time },
      {
        onSuccess: () =>
          say.done(
            time === null
              ? t("pause.doneUntilResumed", { name })
              : t("pause.doneUntil", { name, time: formats.minute(time, Date.now()) }),
          ),
      },
    );
  if (paused)
    return (
      <Button
        appearance="primary"
        icon={<Play20Regular />}
        disabledFocusable={resume.isPending}
        onClick={() => resume.mutate({ id })}
      >
        {t("pause.resume")}
      </Button>
    );
  return (
    <Menu>
      <MenuTrigger disableButtonEnhancement>
        <Button icon={<Pause20Regular />}>{t("pause.pause")}</Button>
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          <MenuItem onClick={() => until(pauseEnd("hour", Date.now()))}>{t("pause.hour")}</MenuItem>
          <MenuItem onClick={() => until(pauseEnd("tomorrow", Date.now()))}>{t("pause.tomorrow")}</MenuItem>
          <MenuItem onClick={() => until(null)}>{t("pause.untilResumed")}</MenuItem>
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}

function DeleteButton({
  destination,
  waiting,
  onDeleted,
  onFailed,
}: {
  destination: DestinationView;
  waiting: number;
  onDeleted: () => void;
  onFailed: (error: unknown) => void;
}) {
  const { t } = useTranslation("destinations");
  const { id, name } = destination;
  const say = useSay();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [, navigate] = useLocation();
  const [asking, setAsking] = useState(false);
  const remove = useMutation(
    trpc.deleteDestination.mutationOptions({
      onError: onFailed,
      onSuccess: ({ cancelled }) => {
        // The guard of unsaved changes must have let go before the address changes.
        flushSync(onDeleted);
        navigate("/destinations");
        queries.setQueryData(trpc.destinations.queryKey(), (known) => known?.filter((one) => one.id !== id));
        say.done(t("delete.done", { name, count: cancelled }));
      },
    }),
  );
  return (
    <>
      <Tooltip content={t("delete.button")} relationship="label" withArrow>
        <Button
          appearance="subtle"
          icon={<Delete20Regular />}
          disabledFocusable={remove.isPending}
          onClick={() => setAsking(true)}
        />
      </Tooltip>
      <ConfirmDialog
        open={asking}
        title={t("delete.title", { name })}
        text={waiting > 0 ? t("delete.loses", { count: waiting }) : t("delete.losesNothing")}
        confirm={t("delete.confirm")}
        onConfirm={() => remove.mutate({ id })}
        onClose={() => setAsking(false)}
      />
    </>
  );
}
