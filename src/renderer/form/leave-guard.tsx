import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  DialogTrigger,
} from "@fluentui/react-components";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";

/**
 * Asks before unsaved changes are lost. Every way to another page of the console, back and forward included, is announced by the
 * browser's Navigation API and can be cancelled there: the page stays, a dialog asks, and "Leave" does it after all. (Listening
 * for popstate would be too late: the router has its listener on the window already.) Closing or reloading the window asks
 * through the browser's own dialog; that alone remains in a browser without the Navigation API.
 */
export function LeaveGuard({ dirty }: { dirty: boolean }) {
  const { t } = useTranslation("form");
  const [leave, setLeave] = useState<(() => void) | null>(null);
  const asked = useRef(dirty);
  asked.current = dirty;

  useEffect(() => {
    if (!dirty) return;
    const onNavigate = (going: NavigateEvent) => {
      const { destination, navigationType } = going;
      const elsewhere = destination.sameDocument && new URL(destination.url).pathname !== window.location.pathname;
      if (!asked.current || !elsewhere || !going.cancelable) return;
      going.preventDefault();
      setLeave(() => () => {
        release();
        if (navigationType === "traverse") window.navigation.traverseTo(destination.key);
        else window.history.pushState(null, "", destination.url);
      });
    };
    const onClose = (closing: BeforeUnloadEvent) => closing.preventDefault();
    const release = () => {
      window.navigation?.removeEventListener("navigate", onNavigate);
      window.removeEventListener("beforeunload", onClose);
    };
    window.navigation?.addEventListener("navigate", onNavigate);
    window.addEventListener("beforeunload", onClose);
    return release;
  }, [dirty]);

  return (
    <Dialog modalType="alert" open={leave !== null} onOpenChange={(_, data) => !data.open && setLeave(null)}>
      <DialogSurface>
        <DialogBody>
          <DialogTitle>{t("leave.title")}</DialogTitle>
          <DialogContent>{t("leave.text")}</DialogContent>
          <DialogActions>
            <DialogTrigger disableButtonEnhancement>
              <Button appearance="primary">{t("leave.stay")}</Button>
            </DialogTrigger>
            <Button
              onClick={() => {
                setLeave(null);
                leave?.();
              }}
            >
              {t("leave.leave")}
            </Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}
