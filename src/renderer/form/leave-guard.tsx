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
 * Asks before unsaved changes are lost. Every way to another page of the console ends in history.pushState or in going back, so
 * both are held while something is unsaved: the address stays, a dialog asks, and "Leave" goes on. Closing or reloading the
 * window asks through the browser's own dialog.
 */
export function LeaveGuard({ dirty }: { dirty: boolean }) {
  const { t } = useTranslation("form");
  const [leave, setLeave] = useState<(() => void) | null>(null);
  const asked = useRef(dirty);
  asked.current = dirty;

  useEffect(() => {
    if (!dirty) return;
    const push = window.history.pushState;
    const here = window.location.href;
    const release = () => {
      if (window.history.pushState === held) window.history.pushState = push;
      window.removeEventListener("popstate", onBack, true);
      window.removeEventListener("beforeunload", onClose);
    };
    function held(this: History, data: unknown, unused: string, url?: string | URL | null) {
      const same = url === undefined || url === null || new URL(url, here).pathname === new URL(here).pathname;
      if (same || !asked.current) return push.call(this, data, unused, url);
      setLeave(() => () => {
        release();
        push.call(window.history, data, unused, url);
      });
    }
    function onBack(going: PopStateEvent) {
      if (!asked.current || window.location.pathname === new URL(here).pathname) return;
      // Before the router hears of it: the address is put back, as if nothing had happened.
      going.stopImmediatePropagation();
      push.call(window.history, null, "", here);
      setLeave(() => () => {
        release();
        window.history.back();
      });
    }
    const onClose = (closing: BeforeUnloadEvent) => closing.preventDefault();
    window.history.pushState = held;
    window.addEventListener("popstate", onBack, true);
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
