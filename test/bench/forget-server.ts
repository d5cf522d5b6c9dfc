/**
 * The yardsticks: a server that reads every body and forgets it (`read`), which nothing that receives webhooks can beat, and one
 * that takes it apart with busboy and forgets the parts (`busboy`), which says how much of the rest is keeping it.
 */
import { createServer } from "node:http";
import busboy from "busboy";

const parses = process.argv[2] === "busboy";
const server = createServer((request, response) => {
  if (!parses) {
    request.resume().on("end", () => response.end("ok"));
    return;
  }
  const parser = busboy({ headers: request.headers });
  parser.on("file", (_name, stream) => stream.resume());
  parser.on("close", () => response.end("ok"));
  request.pipe(parser);
});
server.listen(0, "127.0.0.1", () => {
  const address = server.address();
  if (address !== null && typeof address === "object") process.stdout.write(`${address.port}\n`);
});
