import { Button, Field, Input, makeStyles, tokens } from "@fluentui/react-components";
import { useTranslation } from "react-i18next";
import { presetSpan, presets, type SpanInput } from "./span.ts";

const useStyles = makeStyles({
  bar: { display: "flex", flexWrap: "wrap", alignItems: "end", gap: tokens.spacingHorizontalM },
  presets: { display: "flex", flexWrap: "wrap", gap: tokens.spacingHorizontalXS },
});

/** Which span of time, by preset or to the minute. */
export function SpanChoice({ input, onChange }: { input: SpanInput; onChange: (input: SpanInput) => void }) {
  const { t } = useTranslation("inspector");
  const styles = useStyles();
  return (
    <div className={styles.bar}>
      <Field label={t("span.since")} size="small">
        <Input
          size="small"
          type="datetime-local"
          value={input.since}
          onChange={(_, { value }) => onChange({ ...input, since: value })}
        />
      </Field>
      <Field label={t("span.until")} size="small">
        <Input
          size="small"
          type="datetime-local"
          value={input.until}
          onChange={(_, { value }) => onChange({ ...input, until: value })}
        />
      </Field>
      <div className={styles.presets}>
        {presets.map((preset) => (
          <Button key={preset} size="small" appearance="subtle" onClick={() => onChange(presetSpan(preset, Date.now()))}>
            {t(`span.${preset}`)}
          </Button>
        ))}
      </div>
    </div>
  );
}
