import {
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  makeStyles,
  mergeClasses,
  tokens,
} from "@fluentui/react-components";
import type { FormEvent, ReactNode, Ref } from "react";

const useStyles = makeStyles({
  content: { display: "flex", flexDirection: "column", gap: tokens.spacingVerticalM },
  // Fluent's dialog is a grid of title, content and actions: this is a row between the last two.
  below: { gridRowStart: 3, gridColumnStart: 1, gridColumnEnd: -1 },
  after: { gridRowStart: 4, gridRowEnd: 5 },
  // Side by side each is in one line; on a phone they stand below each other, as wide as the dialog.
  actions: { "@media (min-width: 481px)": { "& button": { whiteSpace: "nowrap" } } },
});

/**
 * The frame of a dialog: title, what is asked one below the other, and what one can do. With `onSubmit` it is a form, which Enter
 * sends. It is shown as long as it is in the page; `onClose` is Esc, a click beside it, and whatever else closes it.
 */
export function DialogFrame({
  title,
  actions,
  children,
  below,
  fluid = false,
  alert = false,
  className,
  form,
  onSubmit,
  onClose,
}: {
  title: string;
  actions: ReactNode;
  children: ReactNode;
  /** Seen however long the content is, because it stands below what scrolls. */
  below?: ReactNode;
  /** The actions take the whole width: three of them. */
  fluid?: boolean;
  /** It asks before something is lost: a click beside it does not close it. */
  alert?: boolean;
  className?: string;
  form?: Ref<HTMLFormElement>;
  onSubmit?: () => void;
  onClose: () => void;
}) {
  const styles = useStyles();
  const body = (
    <DialogBody>
      <DialogTitle>{title}</DialogTitle>
      <DialogContent className={styles.content}>{children}</DialogContent>
      {below !== undefined && <div className={styles.below}>{below}</div>}
      <DialogActions fluid={fluid} className={mergeClasses(styles.actions, below !== undefined && styles.after)}>
        {actions}
      </DialogActions>
    </DialogBody>
  );
  return (
    <Dialog open modalType={alert ? "alert" : "modal"} onOpenChange={(_, data) => !data.open && onClose()}>
      <DialogSurface className={className}>
        {onSubmit === undefined ? (
          body
        ) : (
          <form
            ref={form}
            noValidate
            onSubmit={(submit: FormEvent) => {
              submit.preventDefault();
              onSubmit();
            }}
          >
            {body}
          </form>
        )}
      </DialogSurface>
    </Dialog>
  );
}
