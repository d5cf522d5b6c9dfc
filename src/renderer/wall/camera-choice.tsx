import {
  Button,
  Menu,
  MenuDivider,
  MenuItem,
  MenuItemCheckbox,
  MenuList,
  MenuPopover,
  MenuTrigger,
  makeStyles,
} from "@fluentui/react-components";
import { Video20Regular } from "@fluentui/react-icons";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useTRPC } from "../app/trpc.ts";

const useStyles = makeStyles({ list: { maxHeight: "70vh", overflowY: "auto" } });

/** Which cameras the wall shows: all, or as many as are ticked, each with a picture of its own. */
export function CameraChoice({
  cameras,
  open,
  onOpen,
  onChange,
}: {
  cameras: readonly string[];
  open: boolean;
  onOpen: (open: boolean) => void;
  onChange: (cameras: string[]) => void;
}) {
  const { t } = useTranslation("wall");
  const styles = useStyles();
  const { data = [] } = useQuery(useTRPC().cameras.queryOptions(undefined, { staleTime: 30_000 }));
  const word = (camera: string) => (camera === "" ? t("noCamera") : camera);
  // One that the address names is offered even when nothing of it is kept: how else could it be taken out?
  const known = [...new Set([...data.map(({ camera }) => camera), ...cameras])];
  const offered = known.toSorted((a, b) => a.localeCompare(b, undefined, { numeric: true }));
  const said = cameras.length === 0 ? t("cameras.all") : cameras.length === 1 ? word(cameras[0] ?? "") : null;
  return (
    <Menu
      open={open}
      onOpenChange={(_, change) => onOpen(change.open)}
      checkedValues={{ camera: cameras.map((camera) => `=${camera}`) }}
      onCheckedValueChange={(_, { checkedItems }) => onChange(checkedItems.map((item) => item.slice(1)))}
    >
      <MenuTrigger disableButtonEnhancement>
        <Button appearance="subtle" icon={<Video20Regular />}>
          {said ?? t("cameras.some", { count: cameras.length })}
        </Button>
      </MenuTrigger>
      <MenuPopover className={styles.list}>
        <MenuList>
          <MenuItem persistOnClick disabled={cameras.length === 0} onClick={() => onChange([])}>
            {t("cameras.all")}
          </MenuItem>
          <MenuDivider />
          {offered.map((camera) => (
            <MenuItemCheckbox key={camera} name="camera" value={`=${camera}`}>
              {word(camera)}
            </MenuItemCheckbox>
          ))}
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}
