import "@fontsource/atkinson-hyperlegible-mono/latin-700.css";
import "@fontsource/atkinson-hyperlegible-mono/latin-ext-700.css";
import "./app/page.css";
import { createRoot } from "react-dom/client";
import { App } from "./app/app.tsx";
import { createConsole } from "./app/console.ts";
import { startTranslations } from "./app/i18n.ts";

/** The renderer's composition root: everything below takes what it needs from here. */
const root = document.getElementById("root");
if (root !== null) {
  startTranslations();
  createRoot(root).render(<App console={createConsole({ location: window.location })} />);
}
