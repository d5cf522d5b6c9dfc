/**
 * A client as real senders are: an HTTP library with a pool of keep-alive connections that puts each form together anew, with a
 * boundary of its own, and sends it as one body. It costs several times what the bare sockets of load.ts do, on the same machine as
 * the server, so every server looks slower through it, and those that do little most of all.
 */
import { randomBytes } from "node:crypto";
import { Agent, request } from "node:http";
import { type Connection, webhookJson } from "./load.ts";

/** As many connections as asked for, all of one Agent. */
export function openAgent(port: number, count: number): Connection[] {
  const agent = new Agent({ keepAlive: true, maxSockets: count });
  return Array.from({ length: count }, () => ({
    async post(image, camera) {
      const { json, plate } = webhookJson(camera);
      const started = performance.now();
      const boundary = `----------------------------${randomBytes(12).toString("hex")}`;
      const status = await send(agent, port, boundary, form(boundary, json, image));
      if (status !== 200) throw new Error(`the answer was ${status}`);
      return { plate, ms: performance.now() - started };
    },
    ended: () => false,
    close: () => agent.destroy(),
  }));
}

function form(boundary: string, json: string, image: Buffer): Buffer {
  return Buffer.concat([
    Buffer.from(`--${boundary}\r\nContent-Disposition: form-data; name="json"\r\n\r\n${json}\r\n`),
    Buffer.from(`--${boundary}\r\nContent-Disposition: form-data; name="upload"; filename="upload.jpg"\r\n`),
    Buffer.from("Content-Type: image/jpeg\r\n\r\n"),
    image,
    Buffer.from(`\r\n--${boundary}--\r\n`),
  ]);
}

function send(agent: Agent, port: number, boundary: string, body: Buffer): Promise<number> {
  const headers = { "content-type": `multipart/form-data; boundary=${boundary}`, "content-length": body.length };
  return new Promise((resolve, reject) => {
    const sent = request({ agent, host: "127.0.0.1", port, method: "POST", path: "/", headers }, (response) => {
      response.resume().once("end", () => resolve(response.statusCode ?? 0));
    });
    sent.once("error", reject).end(body);
  });
}
