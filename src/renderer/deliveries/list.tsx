import { Button, Checkbox, makeStyles, Text, tokens } from "@fluentui/react-components";
import { useVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useDestinationNames } from "../app/destination-names.ts";
import { choicesFor } from "../feed/detail/story.ts";
import { ConfirmDialog } from "../ui/confirm-dialog.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { LoadProblem } from "../ui/load-problem.tsx";
import { chosenOf, useSelection } from "../ui/selection.ts";
import { useFormats } from "../ui/use-formats.ts";
import { Waiting } from "../ui/waiting.tsx";
import type { DeliveryFilter } from "./filter.ts";
import { listKeys } from "./list-keys.ts";
import { DeliveryListRow, rowHeight } from "./row.tsx";
import { useDeliveryActs } from "./use-delivery-acts.ts";
import { useDeliveryRows } from "./use-delivery-rows.ts";

const useStyles = makeStyles({
  root: { display: "flex", flexDirection: "column", height: "100%", minHeight: 0 },
  tools: {
    flexShrink: 0,
    display: "flex",
    alignItems: "center",
    flexWrap: "wrap",
    gap: tokens.spacingHorizontalS,
    minHeight: "36px",
    padding: `${tokens.spacingVerticalXXS} ${tokens.spacingHorizontalL} 0 ${tokens.spacingHorizontalS}`,
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  scroller: { flex: 1, minHeight: 0, overflowY: "auto", containerType: "inline-size", containerName: "deliveries" },
  list: { position: "relative", margin: 0, padding: 0, listStyleType: "none" },
  count: { color: tokens.colorNeutralForeground2 },
  wait: { padding: tokens.spacingVerticalXL },
});

/** The deliveries of the filter with checkboxes, retry and cancel for one or many. */
export function DeliveryList({ filter }: { filter: DeliveryFilter }) {
  const { t } = useTranslation("deliveries");
  const formats = useFormats();
  const styles = useStyles();
  const nameOf = useDestinationNames();
  const acts = useDeliveryActs();
  const selection = useSelection<number>();
  const [cancelling, setCancelling] = useState<number[]>([]);
  const { rows, error, refetch, isPending, hasNextPage, isFetchingNextPage, fetchNextPage } = useDeliveryRows(filter);
  const scroller = useRef<HTMLDivElement>(null);
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 10,
    getItemKey: (index) => rows[index]?.deliveryId ?? index,
  });
  const visible = virtualizer.getVirtualItems();
  const last = visible.at(-1)?.index ?? 0;
  useEffect(() => {
    if (hasNextPage && !isFetchingNextPage && last >= rows.length - 20) void fetchNextPage();
  }, [last, rows.length, hasNextPage, isFetchingNextPage, fetchNextPage]);

  if (error !== null && rows.length === 0) return <LoadProblem error={error} onRetry={() => void refetch()} />;
  if (isPending) return <Waiting className={styles.wait} label={t("list.loading")} delay={300} />;
  if (rows.length === 0) return <EmptyState title={t(`list.empty.${filter.view}`)} text={t(`list.emptyText.${filter.view}`)} />;

  const acting = rows.filter(({ status }) => choicesFor(status).retry || choicesFor(status).cancel);
  const chosen = rows.filter(({ deliveryId }) => selection.ids.has(deliveryId));
  const retryable = chosen.filter(({ status }) => choicesFor(status).retry).map(({ deliveryId }) => deliveryId);
  const cancellable = chosen.filter(({ status }) => choicesFor(status).cancel).map(({ deliveryId }) => deliveryId);
  const words = (count: number) => ({ count, number: formats.number(count) });
  const allIds = acting.map(({ deliveryId }) => deliveryId);
  const keys = listKeys({
    rows: allIds,
    show: (index) => virtualizer.scrollToIndex(rows.findIndex(({ deliveryId }) => deliveryId === allIds[index])),
    all: () => selection.toggleAll(allIds),
    ranged: (id) => selection.toggleTo(id, allIds),
  });
  return (
    <div className={styles.root}>
      <div className={styles.tools}>
        <Checkbox
          checked={chosenOf(selection.ids, allIds)}
          disabled={allIds.length === 0}
          label={chosen.length > 0 ? t("list.selected", words(chosen.length)) : t("list.selectShown")}
          onChange={() => selection.toggleAll(allIds)}
        />
        {retryable.length > 0 && (
          <Button
            size="small"
            appearance="primary"
            disabled={acts.busy}
            onClick={() => {
              acts.retry({ ids: retryable });
              selection.clear();
            }}
          >
            {t("list.retry", words(retryable.length))}
          </Button>
        )}
        {cancellable.length > 0 && (
          <Button size="small" disabled={acts.busy} onClick={() => setCancelling(cancellable)}>
            {t("list.cancel", words(cancellable.length))}
          </Button>
        )}
        {chosen.length === 0 &&
          (filter.view === "failed"
            ? (["failed"] as const)
            : filter.view === "unsent"
              ? (["cancelled", "expired"] as const)
              : []
          ).map((status) => (
            <Button key={status} size="small" disabled={acts.busy} onClick={() => acts.retryAll(filter.destinationId, [status])}>
              {filter.destinationId === null
                ? t(`list.retryAll.${status}`)
                : t(`list.retryAllOf.${status}`, { name: nameOf(filter.destinationId) })}
            </Button>
          ))}
        {isFetchingNextPage && <Text className={styles.count}>{t("list.loading")}</Text>}
      </div>
      <div ref={scroller} className={styles.scroller} data-testid="delivery-list">
        <ul
          className={styles.list}
          style={{ height: virtualizer.getTotalSize() }}
          aria-label={t(`list.label.${filter.view}`)}
          onKeyDown={keys}
        >
          {visible.map(({ index, key, start }) => {
            const row = rows[index];
            if (row === undefined) return null;
            return (
              <DeliveryListRow
                key={key}
                row={row}
                top={start}
                name={nameOf(row.destinationId)}
                chosen={selection.ids.has(row.deliveryId)}
                busy={acts.busy}
                onChoose={(id, ranged) => (ranged ? selection.toggleTo(id, allIds) : selection.toggle(id))}
                onRetry={(id) => acts.retry({ ids: [id] })}
                onCancel={(id) => setCancelling([id])}
              />
            );
          })}
        </ul>
      </div>
      <ConfirmDialog
        open={cancelling.length > 0}
        title={t("list.cancelTitle", words(cancelling.length))}
        text={t("list.cancelText", words(cancelling.length))}
        confirm={t("list.cancelConfirm", words(cancelling.length))}
        onConfirm={() => {
          acts.cancel({ ids: cancelling });
          selection.clear();
        }}
        onClose={() => setCancelling([])}
      />
    </div>
  );
}
