/**
 * The server's side of a WebSocket (RFC 6455), as far as simulators need it: whole text frames both ways, no extensions. Strict: a
 * client's frame that is not masked, or of another kind, ends the connection.
 */
import { createHash } from "node:crypto";
import type { IncomingMessage } from "node:http";
import type { Socket } from "node:net";

export interface ServerWebSocket {
  send(text: string): void;
  close(code?: number): void;
  onText(listener: (text: string) => void): void;
  onClose(listener: () => void): void;
}

const opcodes = { text: 1, close: 8, ping: 9, pong: 10 } as const;
const handshakeId = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

/** Answers the upgrade; null, and 400 to the client, where it is none. */
export function acceptWebSocket({ headers }: IncomingMessage, socket: Socket, head: Buffer): ServerWebSocket | null {
  const key = headers["sec-websocket-key"];
  if (headers.upgrade?.toLowerCase() !== "websocket" || headers["sec-websocket-version"] !== "13" || !key) {
    socket.end("HTTP/1.1 400 Bad Request\r\nconnection: close\r\ncontent-length: 0\r\n\r\n");
    return null;
  }
  const accept = createHash("sha1").update(`${key}${handshakeId}`).digest("base64");
  socket.write(
    `HTTP/1.1 101 Switching Protocols\r\nupgrade: websocket\r\nconnection: upgrade\r\nsec-websocket-accept: ${accept}\r\n\r\n`,
  );
  const texts: ((text: string) => void)[] = [];
  const ends: (() => void)[] = [];
  let buffered = Buffer.from(head);

  function write(opcode: number, body: Buffer): void {
    if (!socket.writable) return;
    const long = body.length > 0xffff;
    const header = Buffer.alloc(body.length < 126 ? 2 : long ? 10 : 4);
    header[0] = 0x80 | opcode;
    header[1] = body.length < 126 ? body.length : long ? 127 : 126;
    if (long) header.writeBigUInt64BE(BigInt(body.length), 2);
    else if (header.length === 4) header.writeUInt16BE(body.length, 2);
    socket.write(Buffer.concat([header, body]));
  }

  function close(code = 1000): void {
    const body = Buffer.alloc(2);
    body.writeUInt16BE(code);
    write(opcodes.close, body);
    socket.end();
  }

  function take(opcode: number, body: Buffer): void {
    if (opcode === opcodes.text) for (const tell of texts) tell(body.toString("utf8"));
    else if (opcode === opcodes.ping) write(opcodes.pong, body);
    else if (opcode === opcodes.close) close();
    else if (opcode !== opcodes.pong) socket.destroy();
  }

  function read(): void {
    for (let frame = nextFrame(buffered); frame; frame = nextFrame(buffered)) {
      buffered = frame.rest;
      if (frame.masked) take(frame.opcode, frame.body);
      else socket.destroy();
    }
  }

  socket.on("data", (chunk: Buffer) => {
    buffered = Buffer.concat([buffered, chunk]);
    read();
  });
  socket.on("close", () => {
    for (const tell of ends) tell();
  });
  socket.on("error", () => socket.destroy());
  return {
    send: (text) => write(opcodes.text, Buffer.from(text)),
    close,
    onText: (listener) => texts.push(listener),
    onClose: (listener) => ends.push(listener),
  };
}

/** Null until a whole frame is there. */
function nextFrame(bytes: Buffer): { opcode: number; masked: boolean; body: Buffer; rest: Buffer<ArrayBuffer> } | null {
  if (bytes.length < 2) return null;
  const masked = ((bytes[1] ?? 0) & 0x80) !== 0;
  const told = (bytes[1] ?? 0) & 0x7f;
  const lengthBytes = told === 126 ? 2 : told === 127 ? 8 : 0;
  const start = 2 + lengthBytes + (masked ? 4 : 0);
  if (bytes.length < start) return null;
  const length = lengthBytes === 2 ? bytes.readUInt16BE(2) : lengthBytes === 8 ? Number(bytes.readBigUInt64BE(2)) : told;
  if (bytes.length < start + length) return null;
  const mask = bytes.subarray(start - 4, start);
  const body = Buffer.from(bytes.subarray(start, start + length));
  if (masked) for (const [index, byte] of body.entries()) body[index] = byte ^ (mask[index % 4] ?? 0);
  return { opcode: (bytes[0] ?? 0) & 0x0f, masked, body, rest: Buffer.from(bytes.subarray(start + length)) };
}
