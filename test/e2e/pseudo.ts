/**
 * A made-up language: every text between brackets, with accents, about 40 % longer. What is seen without brackets did not come from
 * the text files; a bracket that cannot be seen was cut off. What the core recorded and no catalog holds stands between ‹ and ›.
 */
import type { Page } from "@playwright/test";

/** Makes the page speak it from its next start on. */
export async function speakPseudo(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const plain = "aceinouyACEINOUY";
    const marked = "áçéíñöûýÁÇÉÍÑÖÛÝ";
    const page = window as Window & { plateCourierRetell?: (text: string) => string };
    page.plateCourierRetell = (text) => {
      // A text within a text has its brackets already.
      const bare = text.replace(/[⟦⟧]/g, "");
      const told = bare.replace(/[a-z]/gi, (letter: string) => marked[plain.indexOf(letter)] ?? letter);
      return `⟦${told}${" ~~~~".repeat(Math.ceil((told.length * 0.4) / 5)).slice(0, Math.ceil(told.length * 0.4))}⟧`;
    };
  });
}

export interface Findings {
  /** Words that are seen and came from no text file. */
  untranslated: string[];
  /** Texts whose end cannot be seen and cannot be scrolled to, nor read in a title. */
  cut: string[];
}

/** Looks at every text of the page that can be seen. `data`: words that people, cameras and the system gave, and units. */
export async function lookAtTexts(page: Page, data: RegExp): Promise<Findings> {
  return page.evaluate(
    ([source, flags]) => {
      const known = new RegExp(source, flags);
      const untranslated = new Set<string>();
      const cut = new Set<string>();
      const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      for (let node = texts.nextNode(); node; node = texts.nextNode()) {
        const element = node.parentElement;
        const text = (node.textContent ?? "").trim();
        if (element === null || text === "" || element.closest("script, style, [aria-hidden=true], pre, code, textarea"))
          continue;
        const range = document.createRange();
        range.selectNodeContents(node);
        const box = range.getBoundingClientRect();
        // Not drawn, or drawn for screen readers only.
        if (box.width < 2 || box.height < 2 || !element.checkVisibility({ visibilityProperty: true })) continue;
        if (unseen(element)) continue;
        const own = text.includes("⟦") || text.includes("⟧") || insideText(element);
        if ((!own && /\p{L}{3}/u.test(text.replace(known, ""))) || text.includes("‹")) untranslated.add(text.slice(0, 100));
        const toldInTitle = element.closest("[title]")?.getAttribute("title")?.includes(text) === true;
        if (text.includes("⟧") && !toldInTitle && isCut(element, box)) cut.add(text.slice(0, 100));
      }
      return { untranslated: [...untranslated], cut: [...cut] };

      /** A value that is set apart within a text, such as a name in bold. */
      function insideText(element: Element): boolean {
        return (
          /⟦.*⟧/s.test(element.parentElement?.textContent ?? "") &&
          !/^(LI|TR|TBODY|UL|DIV|SECTION|MAIN)$/.test(element.parentElement?.tagName ?? "DIV")
        );
      }
      function unseen(element: Element): boolean {
        for (let at: Element | null = element; at; at = at.parentElement) {
          const { clip, clipPath, opacity } = getComputedStyle(at);
          if (clip === "rect(0px, 0px, 0px, 0px)" || clipPath === "inset(50%)" || opacity === "0") return true;
        }
        return false;
      }
      function isCut(element: Element, box: DOMRect): boolean {
        let block = true;
        for (let at: Element | null = element; at; at = at.parentElement) {
          const { overflowX, display } = getComputedStyle(at);
          if (display.startsWith("inline") && display !== "inline-flex") continue;
          const edge = at.getBoundingClientRect();
          const outside = box.right > edge.right + 2 || box.left < edge.left - 2;
          const scrolls = (overflowX === "auto" || overflowX === "scroll") && at.scrollWidth > at.clientWidth + 2;
          // What is left of where scrolling begins is never seen.
          if (scrolls) return box.left + at.scrollLeft < edge.left - 2;
          // Out of the box that it stands in, a text runs over its neighbours.
          if (outside && (block || overflowX !== "visible")) return true;
          block = false;
        }
        return box.right > window.innerWidth + 2;
      }
    },
    [data.source, data.flags] as const,
  );
}
