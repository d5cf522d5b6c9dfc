import { Link, Toast, Toaster, ToastTitle, ToastTrigger, useId, useToastController } from "@fluentui/react-components";
import { createContext, type ReactNode, useContext, useMemo } from "react";

/** Short words to the operator after something they did; errors, and what can be undone, stay for 12 seconds. */
export interface Say {
  done(text: string, undo?: { word: string; act: () => void }): void;
  failed(text: string): void;
}

const SayContext = createContext<Say | null>(null);

/** Holds the toaster; everything inside may use useSay(). */
export function SayProvider({ children }: { children: ReactNode }) {
  const toaster = useId("say");
  const { dispatchToast } = useToastController(toaster);
  const say = useMemo<Say>(() => {
    const show = (text: string, intent: "success" | "error", timeout: number, undo?: Parameters<Say["done"]>[1]) =>
      dispatchToast(
        <Toast>
          <ToastTitle
            action={
              undo === undefined ? undefined : (
                <ToastTrigger>
                  <Link as="button" onClick={undo.act}>
                    {undo.word}
                  </Link>
                </ToastTrigger>
              )
            }
          >
            {text}
          </ToastTitle>
        </Toast>,
        { intent, timeout },
      );
    return {
      done: (text, undo) => show(text, "success", undo === undefined ? 4_000 : 12_000, undo),
      failed: (text) => show(text, "error", 12_000),
    };
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
