import {
  BookmarkMultiple24Filled,
  BookmarkMultiple24Regular,
  DataBarVertical24Filled,
  DataBarVertical24Regular,
  type FluentIcon,
  History24Filled,
  History24Regular,
  PlugConnected24Filled,
  PlugConnected24Regular,
  Send24Filled,
  Send24Regular,
  Settings24Filled,
  Settings24Regular,
  Stethoscope24Filled,
  Stethoscope24Regular,
  VehicleCar24Filled,
  VehicleCar24Regular,
} from "@fluentui/react-icons";

/** A page one goes to from the rail, or by keys. */
export interface Place {
  to: string;
  /** Its word: app:rail.<name> */
  name: string;
  icon: FluentIcon;
  chosen: FluentIcon;
  /** Addresses at which one is there. */
  here: RegExp;
  /** "g" and then this letter goes there; each its own. In the desktop Ctrl and its number in this order does, too. */
  letter: string;
}

/** In the order of the rail. */
export const places: readonly Place[] = [
  { to: "/", name: "live", icon: VehicleCar24Regular, chosen: VehicleCar24Filled, here: /^\/($|event\/)/, letter: "l" },
  {
    to: "/history",
    name: "history",
    icon: History24Regular,
    chosen: History24Filled,
    here: /^\/(history|read\/)/,
    letter: "h",
  },
  { to: "/deliveries", name: "deliveries", icon: Send24Regular, chosen: Send24Filled, here: /^\/deliveries/, letter: "d" },
  {
    to: "/destinations",
    name: "destinations",
    icon: PlugConnected24Regular,
    chosen: PlugConnected24Filled,
    here: /^\/destinations/,
    letter: "t",
  },
  {
    to: "/lists",
    name: "lists",
    icon: BookmarkMultiple24Regular,
    chosen: BookmarkMultiple24Filled,
    here: /^\/lists/,
    letter: "p",
  },
  {
    to: "/overview",
    name: "overview",
    icon: DataBarVertical24Regular,
    chosen: DataBarVertical24Filled,
    here: /^\/overview/,
    letter: "o",
  },
  {
    to: "/doctor",
    name: "doctor",
    icon: Stethoscope24Regular,
    chosen: Stethoscope24Filled,
    here: /^\/(doctor|welcome)/,
    letter: "c",
  },
  { to: "/settings", name: "settings", icon: Settings24Regular, chosen: Settings24Filled, here: /^\/settings/, letter: "s" },
];
