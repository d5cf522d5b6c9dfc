import { Button, makeStyles, Tab, TabList, tokens } from "@fluentui/react-components";
import { ArrowDownload20Regular } from "@fluentui/react-icons";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { curlCommand, type Shell, tokenPlaceholder } from "../../shared/curl-command.ts";
import type { Inspection } from "../../shared/inspection.ts";
import { webhookFiles } from "../../shared/webhook-files.ts";
import { useStatus } from "../app/live-context.tsx";
import { CopyField } from "../ui/copy-field.tsx";

const useStyles = makeStyles({
  bar: { display: "flex", flexWrap: "wrap", alignItems: "center", gap: tokens.spacingHorizontalS },
  shells: { marginLeft: `calc(-1 * ${tokens.spacingHorizontalM})`, marginRight: "auto" },
  hint: { margin: 0, color: tokens.colorNeutralForeground2, fontSize: tokens.fontSizeBase200, overflowWrap: "anywhere" },
});

const onWindows = () => /Windows/i.test(navigator.userAgent);

/** The webhook as a command, and the files that the command sends. */
export function SendAgain({ inspection }: { inspection: Inspection }) {
  const { t } = useTranslation("inspector");
  const styles = useStyles();
  const receiver = useStatus()?.receiver;
  const [shell, setShell] = useState<Shell>(() => (onWindows() ? "windows" : "posix"));
  const port = receiver?.port ?? 8001;
  const url = receiver?.urls[0] ?? `http${receiver?.tls ? "s" : ""}://127.0.0.1:${port}/`;
  const command = curlCommand(inspection, url, shell);
  if (command === null) return null;
  const files = webhookFiles(inspection.event, inspection.body).map(({ name }) => name);
  return (
    <>
      <div className={styles.bar}>
        <TabList
          className={styles.shells}
          size="small"
          selectedValue={shell}
          onTabSelect={(_, { value }) => setShell(value === "windows" ? "windows" : "posix")}
        >
          <Tab value="posix">{t("curl.posix")}</Tab>
          <Tab value="windows">{t("curl.windows")}</Tab>
        </TabList>
        <Button as="a" size="small" icon={<ArrowDownload20Regular />} href={`/files/webhook/${inspection.event.id}`} download="">
          {t("curl.files", { count: files.length })}
        </Button>
      </div>
      <CopyField text={command} label={t("curl.label")} />
      <p className={styles.hint}>{t("curl.hint", { files: files.join(", ") })}</p>
      {command.includes(tokenPlaceholder) && <p className={styles.hint}>{t("curl.token", { word: tokenPlaceholder })}</p>}
    </>
  );
}
