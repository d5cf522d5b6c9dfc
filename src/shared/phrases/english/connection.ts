/** What keeps a destination from being reached at all. {{where}} is host:port. */
export const connection = {
  unknownName: "The name {{host}} is not known to the network. Check the spelling, and that this machine's DNS works.",
  noDns: "The name {{host}} could not be looked up: the network's DNS does not answer.",
  refused: "{{where}} refused the connection. Either nothing listens there, or the port is wrong.",
  noWay: "There is no way to {{where}} from this machine. Check the network and the address.",
  hostDown: "{{where}} is switched off or not on the network.",
  noFreePort: "This machine has no free network port for {{where}}.",
  connectTimeout: "{{where}} did not answer the attempt to connect. It is switched off, or a firewall is in between.",
  brokenOff: "{{where}} broke off the connection without an answer.",
  closed: "{{where}} closed the connection without an answer.",
  noTls:
    "{{where}} does not speak TLS as expected. Perhaps nothing is encrypted there (then the URL must begin with http://, mqtt:// or ws://), or the port is wrong.",
  noCompleteAnswer: "{{where}} did not answer completely within {{time}}.",
  noHttp: "{{where}} answered, but not in HTTP. Perhaps the port is wrong, or https:// is needed.",
  wrongCharacters: "The request to {{where}} cannot be made: a header or the URL holds characters that are not allowed.",
  failed: "The connection to {{where}} failed.",
  failedWith: "The connection to {{where}} failed ({{code}}).",
  answerBrokenOff: "{{where}} began to answer (HTTP {{status}}) and broke off in the middle of it.",
  noWebSocket: "{{where}} answered, but opened no WebSocket (HTTP {{status}}).",
  notEncrypted: "The connection to {{where}} is not encrypted.",
  incompleteUrl: "The URL is not complete. It must look like https://host:port/path. Correct it.",
  otherProtocol: "The URL must begin with http:// or https://, not with {{protocol}}// Correct it.",
  neverSentThere:
    "{{host}} is a link-local address or a cloud's metadata service. Nothing is ever sent there. Enter the destination's address on the network.",
  redirects:
    "{{where}} redirects elsewhere (HTTP {{status}}). Redirects are not followed, because a POST would not arrive. Enter the final URL.",
  redirectsHere:
    "{{where}} redirects elsewhere, to another path there (HTTP {{status}}). Redirects are not followed, because a POST would not arrive. Enter the final URL.",
  redirectsTo:
    "{{where}} redirects elsewhere, to {{target}} (HTTP {{status}}). Redirects are not followed, because a POST would not arrive. Enter the final URL.",
} as const;
