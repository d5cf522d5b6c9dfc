/**
 * Opens connections to a destination and decides, before the first HTTP byte, whether the peer is the right one.
 *
 * Certificates are judged here after the handshake instead of by Node during it, for two reasons. A pinned certificate must be
 * accepted although it is self-signed, expired or made for another name, as those of recorders and cameras are; and Node asks no
 * checkServerIdentity callback in those cases. And a certificate that is not trusted must be shown to the operator, who may pin
 * it; Node closes the connection before one can look. Sessions are never resumed: a resumed one shows no certificate.
 */
import type { Socket } from "node:net";
import { type PeerCertificate as NodeCertificate, TLSSocket } from "node:tls";
import { buildConnector } from "undici";
import { type Phrase, type PhraseKeyOf, phrase } from "../../../shared/phrases/phrase.ts";
import { DeliveryError, type PeerCertificate } from "../forwarder.ts";
import { authorities } from "./authorities.ts";
import { hostAndPort } from "./http-failure.ts";
import { guardedLookup } from "./reach.ts";

export interface Connector {
  connect: buildConnector.connector;
  /** Connections opened and bytes received since the start. */
  traffic(): { opened: number; bytesRead: number };
}

/** The fingerprint as Node prints it: upper-case hex with colons. Null for an empty one. */
export function normalFingerprint(text: string | null | undefined): string | null {
  const hex = (text ?? "").replace(/[^0-9a-f]/gi, "").toUpperCase();
  return hex === "" ? null : (hex.match(/../g) ?? []).join(":");
}

export function createConnector(options: {
  certificateSha256?: string | null | undefined;
  connectMs: number;
  extraAuthorities?: readonly string[] | undefined;
}): Connector {
  const pin = normalFingerprint(options.certificateSha256);
  const sockets = new Set<Socket>();
  let opened = 0;
  let bytesOfClosed = 0;
  const shared = { timeout: options.connectMs, lookup: guardedLookup, maxCachedSessions: 0, rejectUnauthorized: false };
  let connectTls: buildConnector.connector | null = null;
  const connectPlain = buildConnector(shared);

  function count(socket: Socket): void {
    opened += 1;
    sockets.add(socket);
    socket.once("close", () => {
      sockets.delete(socket);
      bytesOfClosed += socket.bytesRead;
    });
  }

  return {
    traffic: () => ({ opened, bytesRead: [...sockets].reduce((sum, socket) => sum + socket.bytesRead, bytesOfClosed) }),
    connect(target, callback) {
      const secure = target.protocol === "https:";
      // The list of authorities is costly to load and of no use to plain HTTP and to pins.
      if (secure)
        connectTls ??= buildConnector(pin ? shared : { ...shared, secureContext: authorities(options.extraAuthorities) });
      const connect = secure && connectTls ? connectTls : connectPlain;
      connect(target, (error, socket) => {
        if (error) return callback(error, null);
        const distrust = secure ? judge(socket, pin, hostAndPort(target)) : null;
        if (distrust) {
          socket.destroy();
          return callback(distrust, null);
        }
        count(socket);
        callback(null, socket);
      });
    },
  };
}

/** Null when the peer may be talked to. */
export function judge(socket: Socket, pin: string | null, where: string): DeliveryError | null {
  if (!(socket instanceof TLSSocket)) return new DeliveryError("unreachable", phrase("connection.notEncrypted", { where }));
  if (!pin && socket.authorized) return null;
  const shown = socket.getPeerCertificate();
  if (pin && shown.fingerprint256 === pin) return null;
  const certificate = describe(shown);
  const shownNow = certificate.sha256;
  const message = pin
    ? phrase("certificate.notPinned", { where, pinned: pin, shown: shownNow })
    : phrase("certificate.notTrusted", { where, reason: reason(socket.authorizationError, certificate), shown: shownNow });
  return new DeliveryError("misconfigured", message, { certificate });
}

const reasons: Record<string, PhraseKeyOf<never>> = {
  DEPTH_ZERO_SELF_SIGNED_CERT: "certificate.selfSigned",
  SELF_SIGNED_CERT_IN_CHAIN: "certificate.unknownAuthority",
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: "certificate.unknownAuthority",
  UNABLE_TO_GET_ISSUER_CERT: "certificate.unknownAuthority",
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: "certificate.unknownAuthority",
  CERT_REVOKED: "certificate.revoked",
};

/** Node's typings say Error; at run time it is the code as text. */
function reason(error: unknown, { validFrom, validTo, subject }: PeerCertificate): Phrase {
  const code = error instanceof Error && "code" in error ? String(error.code) : String(error);
  if (code === "CERT_HAS_EXPIRED") return phrase("certificate.expired", { at: validTo });
  if (code === "CERT_NOT_YET_VALID") return phrase("certificate.notYetValid", { at: validFrom });
  if (code === "ERR_TLS_CERT_ALTNAME_INVALID") return phrase("certificate.otherName", { subject });
  return phrase(reasons[code] ?? "certificate.notVerified");
}

function describe(certificate: NodeCertificate): PeerCertificate {
  return {
    subject: nameOf(certificate.subject),
    issuer: nameOf(certificate.issuer),
    validFrom: certificate.valid_from ?? "",
    validTo: certificate.valid_to ?? "",
    sha256: certificate.fingerprint256 ?? "none",
  };
}

function nameOf(name: NodeCertificate["subject"] | undefined): string {
  const parts = [name?.CN, name?.O].flat().filter((part) => part !== undefined);
  return parts.join(", ") || "–";
}
