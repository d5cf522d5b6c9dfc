import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  makeStyles,
  Subtitle2,
  Switch,
  tokens,
} from "@fluentui/react-components";
import { Fragment } from "react";
import { useTranslation } from "react-i18next";
import { useRemembered } from "../../ui/remembered.ts";
import { characterKeys } from "./character-keys.ts";
import { useShortcutsRegistry } from "./context.tsx";
import { KeyCaps } from "./key-caps.tsx";
import { keysOf, type Shortcut, type ShortcutGroup } from "./registry.ts";

const useStyles = makeStyles({
  surface: { maxWidth: "min(760px, 100vw)" },
  groups: { columnWidth: "310px", columnGap: tokens.spacingHorizontalXXL },
  group: { breakInside: "avoid", paddingBottom: tokens.spacingVerticalL },
  heading: { margin: 0, padding: `${tokens.spacingVerticalS} 0 ${tokens.spacingVerticalM}` },
  list: {
    display: "grid",
    gridTemplateColumns: "minmax(0, 1fr) auto",
    alignItems: "center",
    columnGap: tokens.spacingHorizontalM,
    rowGap: tokens.spacingVerticalS,
    margin: 0,
  },
  keys: { display: "flex", alignItems: "center", justifyContent: "flex-end", gap: tokens.spacingHorizontalS, margin: 0 },
  or: { color: tokens.colorNeutralForeground2, fontSize: tokens.fontSizeBase200 },
});

const groups: readonly ShortcutGroup[] = ["page", "go", "general"];

/** What every key does here and now, in groups; and whether plain characters count. Only what works on the page shown. */
export function ShortcutsDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation("shortcuts");
  const { t: ui } = useTranslation("ui");
  const styles = useStyles();
  const registry = useShortcutsRegistry();
  const characters = useRemembered(characterKeys);
  const all = registry.list();
  return (
    <Dialog open onOpenChange={onClose}>
      <DialogSurface className={styles.surface} data-testid="shortcuts">
        <DialogBody>
          <DialogTitle>{t("title")}</DialogTitle>
          <DialogContent>
            <div className={styles.groups}>
              {groups.map((group) => (
                <Group key={group} title={t(`group.${group}`)} shortcuts={all.filter((one) => (one.group ?? "page") === group)} />
              ))}
            </div>
            <Switch
              label={t("characters")}
              checked={characters === "on"}
              onChange={(_, { checked }) => characterKeys.set(checked ? "on" : "off")}
            />
          </DialogContent>
          <DialogActions>
            <Button appearance="primary" onClick={onClose}>
              {ui("close")}
            </Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}

function Group({ title, shortcuts }: { title: string; shortcuts: readonly Shortcut[] }) {
  const { t } = useTranslation("shortcuts");
  const styles = useStyles();
  if (shortcuts.length === 0) return null;
  return (
    <section className={styles.group}>
      <Subtitle2 as="h3" className={styles.heading}>
        {title}
      </Subtitle2>
      <dl className={styles.list}>
        {shortcuts.map((shortcut) => (
          <Fragment key={shortcut.text}>
            <dt>{shortcut.text}</dt>
            <dd className={styles.keys}>
              {keysOf(shortcut).map((keys, at) => (
                <Fragment key={keys}>
                  {at > 0 && <span className={styles.or}>{t("or")}</span>}
                  <KeyCaps keys={keys} />
                </Fragment>
              ))}
            </dd>
          </Fragment>
        ))}
      </dl>
    </section>
  );
}
