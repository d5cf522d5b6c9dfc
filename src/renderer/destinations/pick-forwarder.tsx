import { makeStyles, SearchBox, tokens } from "@fluentui/react-components";
import { ChevronRight20Regular } from "@fluentui/react-icons";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import type { ForwarderInfo } from "../../main/console/backend.ts";
import { useForwarderTexts } from "../form/use-forwarder-texts.ts";
import { BackLink } from "../ui/back-link.tsx";
import { Page } from "../ui/page.tsx";

const useStyles = makeStyles({
  list: {
    maxWidth: "980px",
    margin: 0,
    padding: 0,
    listStyleType: "none",
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusLarge,
    overflow: "hidden",
  },
  entry: { ":not(:first-child)": { borderTop: `1px solid ${tokens.colorNeutralStroke2}` } },
  link: {
    display: "flex",
    alignItems: "center",
    gap: tokens.spacingHorizontalM,
    padding: `${tokens.spacingVerticalM} ${tokens.spacingHorizontalL}`,
    color: tokens.colorNeutralForeground1,
    textDecorationLine: "none",
    ":hover": { backgroundColor: tokens.colorSubtleBackgroundHover },
    ":active": { backgroundColor: tokens.colorSubtleBackgroundPressed },
    ":focus-visible": { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: "-2px" },
  },
  words: { flex: 1, minWidth: 0, display: "flex", flexDirection: "column" },
  name: { fontWeight: tokens.fontWeightSemibold },
  summary: { color: tokens.colorNeutralForeground2, fontSize: tokens.fontSizeBase200, lineHeight: tokens.lineHeightBase200 },
  search: { marginBottom: tokens.spacingVerticalM, width: "320px", maxWidth: "100%" },
  none: { color: tokens.colorNeutralForeground2 },
});

/** What a destination can be, as a page. */
export function PickForwarder({ forwarders }: { forwarders: readonly ForwarderInfo[] }) {
  const { t } = useTranslation("destinations");
  return (
    <Page title={t("pick.title")}>
      <BackLink href="/destinations">{t("all")}</BackLink>
      <ForwarderList forwarders={forwarders} hrefOf={(type) => `/destinations/new?forwarder=${encodeURIComponent(type)}`} />
    </Page>
  );
}

/** One line for each forwarder, which leads to its form; with a search where there are many. */
export function ForwarderList({
  forwarders,
  hrefOf,
}: {
  forwarders: readonly ForwarderInfo[];
  hrefOf: (type: string) => string;
}) {
  const { t } = useTranslation("destinations");
  const styles = useStyles();
  const texts = useForwarderTexts();
  const [wanted, setWanted] = useState("");
  const found = forwarders.filter((one) =>
    `${texts.name(one)} ${texts.summary(one)}`.toLowerCase().includes(wanted.trim().toLowerCase()),
  );
  return (
    <>
      {forwarders.length > 8 && (
        <div>
          <SearchBox
            className={styles.search}
            placeholder={t("pick.search")}
            aria-label={t("pick.search")}
            value={wanted}
            onChange={(_, data) => setWanted(data.value)}
          />
        </div>
      )}
      {found.length === 0 ? (
        <p className={styles.none}>{t("pick.none")}</p>
      ) : (
        <ul className={styles.list}>
          {found.map((forwarder) => (
            <li key={forwarder.type} className={styles.entry}>
              <Link className={styles.link} href={hrefOf(forwarder.type)}>
                <span className={styles.words}>
                  <span className={styles.name}>{texts.name(forwarder)}</span>
                  <span className={styles.summary}>{texts.summary(forwarder)}</span>
                </span>
                <ChevronRight20Regular aria-hidden />
              </Link>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
