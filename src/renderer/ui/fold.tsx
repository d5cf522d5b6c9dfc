import { Button, makeStyles, tokens } from "@fluentui/react-components";
import { ChevronDown20Regular, ChevronRight20Regular } from "@fluentui/react-icons";
import { type ReactNode, useId } from "react";

const useStyles = makeStyles({
  head: { display: "flex", alignItems: "center", justifyContent: "space-between", gap: tokens.spacingHorizontalS },
  button: { paddingLeft: tokens.spacingHorizontalXXS, fontWeight: tokens.fontWeightSemibold, minWidth: "auto" },
});

/** A part of a page that is folded away until asked for. */
export function Fold({
  title,
  open,
  onOpen,
  actions,
  children,
}: {
  title: ReactNode;
  open: boolean;
  onOpen: (open: boolean) => void;
  actions?: ReactNode;
  children: ReactNode;
}) {
  const styles = useStyles();
  const id = useId();
  return (
    <div>
      <div className={styles.head}>
        <Button
          appearance="transparent"
          size="small"
          className={styles.button}
          icon={open ? <ChevronDown20Regular /> : <ChevronRight20Regular />}
          aria-expanded={open}
          aria-controls={id}
          onClick={() => onOpen(!open)}
        >
          {title}
        </Button>
        {actions}
      </div>
      <div id={id} hidden={!open}>
        {open && children}
      </div>
    </div>
  );
}
