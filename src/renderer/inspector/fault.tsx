import { MessageBar, MessageBarBody, MessageBarTitle, makeStyles, tokens } from "@fluentui/react-components";
import { useTranslation } from "react-i18next";
import type { FaultPlace } from "../../shared/inspection.ts";
import { useRecorded } from "../app/recorded.ts";
import { useFormats } from "../ui/use-formats.ts";
import { Part } from "./part.tsx";

const useStyles = makeStyles({
  place: { margin: 0, color: tokens.colorNeutralForeground1 },
  text: {
    boxSizing: "border-box",
    margin: 0,
    padding: tokens.spacingHorizontalM,
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: tokens.colorNeutralBackground3,
    color: tokens.colorNeutralForeground1,
    fontFamily: tokens.fontFamilyMonospace,
    fontSize: tokens.fontSizeBase300,
    lineHeight: tokens.lineHeightBase400,
    whiteSpace: "pre-wrap",
    overflowWrap: "anywhere",
    userSelect: "text",
  },
  // Shape as well as colour: also without colours one sees where it is.
  at: {
    padding: "1px 2px",
    color: tokens.colorStatusDangerForeground1,
    backgroundColor: tokens.colorStatusDangerBackground1,
    outline: `2px solid ${tokens.colorStatusDangerBorder2}`,
    borderRadius: tokens.borderRadiusSmall,
    fontWeight: tokens.fontWeightSemibold,
    "@media (forced-colors: active)": { outline: "2px solid Highlight" },
  },
});

/** Why a webhook was not understood, and the place in its text, marked. */
export function FaultView({ reason, fault }: { reason: string; fault: FaultPlace | null }) {
  const { t } = useTranslation("inspector");
  const recorded = useRecorded();
  const formats = useFormats();
  const styles = useStyles();
  return (
    <>
      <MessageBar intent="warning" layout="multiline">
        <MessageBarBody>
          <MessageBarTitle>{t("fault.title")}</MessageBarTitle>
          {t("fault.text", { reason })}
        </MessageBarBody>
      </MessageBar>
      {fault !== null && (
        <Part title={t("fault.where")}>
          <p className={styles.place} data-testid="fault-place">
            {t("fault.place", {
              line: formats.number(fault.line),
              column: formats.number(fault.column),
              byte: formats.number(fault.byte),
            })}
            {fault.path !== null && fault.path !== "" && ` ${t("fault.path", { path: fault.path })}`}
          </p>
          <pre className={styles.text}>
            {fault.before}
            <mark className={styles.at} title={recorded(fault.reason)}>
              {fault.at.trim() === "" ? t("fault.end") : fault.at}
            </mark>
            {fault.after}
          </pre>
        </Part>
      )}
    </>
  );
}
