import { Button, Field, Input, LargeTitle, makeStyles, Text, tokens } from "@fluentui/react-components";
import { useForm } from "react-hook-form";
import { useTranslation } from "react-i18next";
import type { SignInAnswer } from "./session.ts";

const useStyles = makeStyles({
  page: { height: "100%", display: "grid", placeItems: "center", overflowY: "auto" },
  form: {
    boxSizing: "border-box",
    width: "min(420px, 100%)",
    padding: tokens.spacingHorizontalXXL,
    display: "flex",
    flexDirection: "column",
    gap: tokens.spacingVerticalL,
  },
  title: { margin: 0, fontSize: tokens.fontSizeHero700, lineHeight: tokens.lineHeightHero700 },
  button: { alignSelf: "flex-start" },
});

/** The headless console's door: its token, once per browser. The desktop never shows this. */
export function SignIn({ signIn }: { signIn: (token: string) => Promise<SignInAnswer> }) {
  const { t } = useTranslation("app");
  const styles = useStyles();
  const { register, handleSubmit, setError, formState } = useForm<{ token: string }>({ defaultValues: { token: "" } });
  const problem = formState.errors.token?.message;

  const submit = handleSubmit(async ({ token }) => {
    try {
      const answer = await signIn(token.trim());
      if (answer === "refused") setError("token", { message: t("signIn.refused") }, { shouldFocus: true });
      else if (answer === "slow-down") setError("token", { message: t("signIn.slowDown") });
    } catch {
      setError("token", { message: t("signIn.noAnswer") });
    }
  });

  const { ref, ...field } = register("token", { required: t("signIn.missing") });
  return (
    <main className={styles.page}>
      <form className={styles.form} onSubmit={(submitted) => void submit(submitted)} noValidate>
        <LargeTitle as="h1" className={styles.title}>
          {t("signIn.title")}
        </LargeTitle>
        <Text>{t("signIn.text")}</Text>
        <Field label={t("signIn.token")} {...(problem === undefined ? {} : { validationMessage: problem })}>
          <Input {...field} input={{ ref }} type="password" autoComplete="current-password" />
        </Field>
        <Button type="submit" appearance="primary" className={styles.button} disabled={formState.isSubmitting}>
          {t("signIn.open")}
        </Button>
      </form>
    </main>
  );
}
