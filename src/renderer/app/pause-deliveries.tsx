import { Button, Menu, MenuItem, MenuList, MenuPopover, MenuTrigger } from "@fluentui/react-components";
import { Pause20Regular } from "@fluentui/react-icons";
import { useTranslation } from "react-i18next";
import { pauseEnd, pauseLengths } from "../../shared/pause-length.ts";
import { useStatus } from "./live-context.tsx";
import { useDeliveriesPause } from "./use-deliveries-pause.ts";

/** Pauses all deliveries for one of the three lengths; while they are paused, the banner resumes them. */
export function PauseDeliveries() {
  const { t } = useTranslation("app");
  const status = useStatus();
  const { pause } = useDeliveriesPause();
  if (status === null || status.deliveriesPaused !== null || status.destinations.length === 0) return null;
  return (
    <Menu>
      <MenuTrigger disableButtonEnhancement>
        <Button size="small" icon={<Pause20Regular />} disabledFocusable={pause.isPending}>
          {t("pause.pause")}
        </Button>
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          {pauseLengths.map((length) => (
            <MenuItem key={length} onClick={() => pause.mutate({ until: pauseEnd(length, Date.now()) })}>
              {t(`pause.${length}`)}
            </MenuItem>
          ))}
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}
