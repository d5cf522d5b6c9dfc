import { Input } from "@fluentui/react-components";
import { type Control, Controller } from "react-hook-form";
import { useTranslation } from "react-i18next";
import type { DestinationFields } from "../form/schema-form.tsx";
import { SettingRow } from "../form/setting-row.tsx";

/** The destination's name, the first row of its form. */
export function NameRow({ control }: { control: Control<DestinationFields> }) {
  const { t } = useTranslation("destinations");
  return (
    <Controller
      control={control}
      name="name"
      render={({ field, fieldState }) => (
        <SettingRow title={t("name.title")} help={t("name.help")} required problem={fieldState.error?.message}>
          {({ labelId: _, ...aria }) => (
            <Input
              {...aria}
              ref={field.ref}
              autoComplete="off"
              maxLength={60}
              value={field.value}
              onChange={(_change, data) => field.onChange(data.value)}
              onBlur={field.onBlur}
            />
          )}
        </SettingRow>
      )}
    />
  );
}
