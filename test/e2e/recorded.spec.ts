import { type AddressInfo, createServer } from "node:net";
import { postWebhook } from "../../src/main/send/post-webhook.ts";
import { sampleRecognition } from "../../src/shared/sample-recognition.ts";
import { expect, hook, openConsole, startCourier, test } from "./courier.ts";

test.use({ locale: "pt-BR" });

test("what the core recorded is told in Portuguese: a quarantined webhook, a filtered and a skipped delivery, a taken port", async ({
  page,
  receiver,
}) => {
  const strict = { ...hook(receiver.url, "Portaria"), rules: { minScore: 0.999 } };
  const pictured = { ...hook(receiver.url, "Arquivo"), settings: { url: receiver.url, payload: "annotate-plate" } };
  const courier = await startCourier({ destinations: [strict, pictured] });
  const holder = createServer().listen(0, "127.0.0.1");
  try {
    const recognition = sampleRecognition({ plate: "abc123", camera: "gate", timestamp: new Date() });
    expect((await postWebhook({ url: courier.receiver, recognition })).status).toBe(200);
    const broken = { method: "POST", headers: { "content-type": "application/json" }, body: '{"hook":}' };
    const answer = (await (await fetch(courier.receiver, broken)).json()) as { reason: string };
    // The sender is answered in English, whatever the operator speaks.
    expect(answer.reason).toBe("the JSON is broken at character 9, where “}” does not belong");

    await openConsole(page, courier, "/deliveries?show=unsent");
    await expect(page.getByText(/a pontuação 0[.,]\d+ está abaixo do mínimo de 0\.999/).first()).toBeVisible();
    await expect(page.getByText("o webhook não trouxe nenhuma imagem, e este destino precisa de uma").first()).toBeVisible();

    await page.goto(new URL("/inspector", courier.console).href);
    const reason = page.getByText("o JSON está danificado no caractere 9, onde “}” não cabe");
    await reason.click();
    await expect(page.getByText(/nada foi lido dele: o JSON está danificado no caractere 9/)).toBeVisible();

    await page.goto(new URL("/settings?section=receiver", courier.console).href);
    const { port } = holder.address() as AddressInfo;
    await page.getByRole("textbox", { name: "Porta", exact: true }).fill(String(port));
    await page.getByRole("button", { name: "Salvar receptor" }).click();
    await expect(
      page.getByText(new RegExp(`A porta ${port} está ocupada por .+ \\(processo \\d+\\)\\. Pare esse programa`)).first(),
    ).toBeVisible();
  } finally {
    holder.close();
    await courier.remove();
  }
});
