import { Button } from "@fluentui/react-components";
import { Component, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { EmptyState } from "../ui/empty-state.tsx";

/** A fault of ours in one page must not take the frame with it: the status strip stays, and the page can be opened again. */
export class PageFault extends Component<{ children: ReactNode }, { failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError(): { failed: boolean } {
    return { failed: true };
  }

  override render(): ReactNode {
    return this.state.failed ? <Fault onRetry={() => this.setState({ failed: false })} /> : this.props.children;
  }
}

function Fault({ onRetry }: { onRetry: () => void }) {
  const { t } = useTranslation("app");
  return (
    <EmptyState
      title={t("fault.title")}
      text={t("fault.text")}
      actions={
        <Button appearance="primary" onClick={onRetry}>
          {t("fault.again")}
        </Button>
      }
    />
  );
}
