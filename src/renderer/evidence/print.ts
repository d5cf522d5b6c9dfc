/** Prints once every picture is there: a document without its picture would look whole. */
export async function printWhole(): Promise<void> {
  await Promise.all(Array.from(document.images, (image) => image.decode().catch(() => {})));
  window.print();
}

/** Says at the foot of each printed page which document it is of, and which page. The returned function takes that back. */
export function footPages(text: string): () => void {
  const sheet = new CSSStyleSheet();
  const quoted = JSON.stringify(text.replaceAll(/\p{Cc}/gu, " "));
  const font = "font: 8pt sans-serif; color: #000000;";
  sheet.replaceSync(`@page {
    @bottom-left { content: ${quoted}; ${font} }
    @bottom-right { content: counter(page) " / " counter(pages); ${font} }
  }`);
  document.adoptedStyleSheets.push(sheet);
  return () => {
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((one) => one !== sheet);
  };
}
