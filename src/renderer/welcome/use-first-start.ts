import { useEffect, useRef } from "react";
import { useLocation } from "wouter";
import { useStatus } from "../app/live-context.tsx";
import { beginsWithWelcome, wasSkipped } from "./opening.ts";

/** Decides once, at the first word from the core; after that the operator goes where they want. */
export function useFirstStart(): void {
  const status = useStatus();
  const [path, navigate] = useLocation();
  const decided = useRef(false);
  useEffect(() => {
    if (status === null || decided.current) return;
    decided.current = true;
    if (beginsWithWelcome({ path, skipped: wasSkipped(() => localStorage), status })) navigate("/welcome", { replace: true });
  }, [status, path, navigate]);
}
