/** In which light a drawn street is seen. */
export interface Light {
  sky: [string, string];
  house: string;
  window: string;
  road: string;
  ground: string;
  /** 0..1, how far the headlights reach */
  headlights: number;
  /** Drops and streaks, and a wet road. */
  rain: boolean;
  /** As a camera's infrared lamp shows the night: without colours, the plate glaring. */
  infrared: boolean;
}

const dry = { rain: false, infrared: false };

/** By name. */
export const lights = {
  day: {
    ...dry,
    ...{ sky: ["#7fb2e5", "#dcebf7"], house: "#8d97a6", window: "#6d7a8c", road: "#5b5f66", ground: "#7f9a6b" },
    headlights: 0.1,
  },
  dusk: {
    ...dry,
    ...{ sky: ["#33436b", "#e8a27c"], house: "#4d4a5e", window: "#f3c98b", road: "#45474f", ground: "#555d4c" },
    headlights: 0.45,
  },
  night: {
    ...dry,
    ...{ sky: ["#070b18", "#1b2740"], house: "#131a2b", window: "#e9c46a", road: "#22252d", ground: "#161d1c" },
    headlights: 0.9,
  },
  rain: {
    ...{ sky: ["#66717d", "#a9b2ba"], house: "#6b737d", window: "#c9b98d", road: "#3a3e45", ground: "#5a6653" },
    ...{ headlights: 0.5, rain: true, infrared: false },
  },
  infrared: {
    ...{ sky: ["#050505", "#141414"], house: "#262626", window: "#3c3c3c", road: "#4a4a4a", ground: "#333333" },
    ...{ headlights: 1, rain: false, infrared: true },
  },
} satisfies Record<string, Light>;

export type LightName = keyof typeof lights;
