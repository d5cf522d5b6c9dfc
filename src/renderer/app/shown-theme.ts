import { createContext, useContext } from "react";

/** What is shown, whatever it was that chose it. */
export type ShownTheme = "light" | "dark" | "high-contrast";

export const ShownThemeContext = createContext<ShownTheme>("light");

/** For what is drawn with colours that were read once, such as a canvas: the names of colours stay, their values change. */
export const useShownTheme = (): ShownTheme => useContext(ShownThemeContext);
