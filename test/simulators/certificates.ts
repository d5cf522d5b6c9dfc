import { X509Certificate } from "node:crypto";
import { generate } from "selfsigned";

export interface TestCertificate {
  cert: string;
  key: string;
  /** As Node prints it: upper-case hex with colons. */
  sha256: string;
}

const day = 24 * 3600 * 1000;

/** A self-signed certificate for 127.0.0.1 and localhost, or for another name; expired where asked for. */
export async function testCertificate({ name = "localhost", expired = false } = {}): Promise<TestCertificate> {
  const now = Date.now();
  const { cert, private: key } = await generate([{ name: "commonName", value: name }], {
    keySize: 2048,
    algorithm: "sha256",
    notBeforeDate: new Date(now - 20 * day),
    notAfterDate: new Date(expired ? now - 10 * day : now + 20 * day),
    extensions: [
      { name: "basicConstraints", cA: true },
      {
        name: "subjectAltName",
        altNames:
          name === "localhost"
            ? [
                { type: 2, value: name },
                { type: 7, ip: "127.0.0.1" },
              ]
            : [{ type: 2, value: name }],
      },
    ],
  });
  return { cert, key, sha256: new X509Certificate(cert).fingerprint256 };
}
