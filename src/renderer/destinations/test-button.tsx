import { Button } from "@fluentui/react-components";
import { Beaker20Regular } from "@fluentui/react-icons";
import { useTranslation } from "react-i18next";
import { BusyMark } from "../ui/waiting.tsx";
import type { DestinationTest } from "./use-destination-test.ts";

/** Tests what the form says, saved or not. */
export function TestButton({ test }: { test: DestinationTest }) {
  const { t } = useTranslation("destinations");
  return (
    <Button
      icon={test.running ? <BusyMark /> : <Beaker20Regular />}
      disabledFocusable={test.running}
      onClick={() => void test.run()}
    >
      {t(test.running ? "test.running" : "test.run")}
    </Button>
  );
}
