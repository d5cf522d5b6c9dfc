import { Toast, Toaster, ToastTitle, useId, useToastController } from "@fluentui/react-components";
import { createContext, type ReactNode, useContext, useMemo } from "react";

/** Short words to the operator after something they did; errors stay until dismissed by a click or 12 seconds. */
export interface Say {
  done(text: string): void;
  failed(text: string): void;
}

const SayContext = createContext<Say | null>(null);

/** Holds the toaster; everything inside may use useSay(). */
export function SayProvider({ children }: { children: ReactNode }) {
  const toaster = useId("say");
  const { dispatchToast } = useToastController(toaster);
  const say = useMemo<Say>(() => {
    const show = (text: string, intent: "success" | "error", timeout: number) =>
      dispatchToast(
        <Toast>
          <ToastTitle>{text}</ToastTitle>
        </Toast>,
        { intent, timeout },
      );
    return { done: (text) => show(text, "success", 4_000), failed: (text) => show(text, "error", 12_000) };
  }, [dispatchToast]);
  return (
    <SayContext.Provider value={say}>
      {children}
      <Toaster toasterId={toaster} position="bottom-end" pauseOnHover pauseOnWindowBlur />
    </SayContext.Provider>
  );
}

/** say.done("…") and say.failed("…") */
export function useSay(): Say {
  const say = useContext(SayContext);
  if (say === null) throw new Error("useSay needs a SayProvider above it");
  return say;
}
