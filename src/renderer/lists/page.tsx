import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useParams } from "wouter";
import { useTRPC } from "../app/trpc.ts";
import { EmptyState } from "../ui/empty-state.tsx";
import { LoadProblem } from "../ui/load-problem.tsx";
import { Page } from "../ui/page.tsx";
import { TextLink } from "../ui/text-link.tsx";
import { Waiting } from "../ui/waiting.tsx";
import { ListPage } from "./list-page.tsx";
import { NewList } from "./new-list.tsx";
import { ListsOverview } from "./overview.tsx";

/** Syncing changes lists without a word: while somebody looks, it is asked how they are. */
const lookMs = 5_000;

/** /lists: all of them. /lists/new: a new one. /lists/<id>: its plates, and its settings as ?part=settings. */
export function ListsPage() {
  const { t } = useTranslation("lists");
  const trpc = useTRPC();
  const { id } = useParams<{ id?: string }>();
  const { data, error, refetch } = useQuery(trpc.lists.queryOptions(undefined, { refetchInterval: lookMs }));
  if (data === undefined)
    return (
      <Page title={t("title")}>
        {error === null ? (
          <Waiting label={t("loading")} delay={400} />
        ) : (
          <LoadProblem error={error} onRetry={() => void refetch()} />
        )}
      </Page>
    );
  if (id === undefined) return <ListsOverview lists={data} />;
  if (id === "new") return <NewList />;
  const list = data.find((one) => one.id === id);
  if (list === undefined)
    return (
      <Page title={t("title")}>
        <EmptyState title={t("gone.title")} text={t("gone.text")} actions={<TextLink href="/lists">{t("gone.all")}</TextLink>} />
      </Page>
    );
  return <ListPage key={list.id} list={list} />;
}
