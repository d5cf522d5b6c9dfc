/** Why a setting of a destination is refused when it is entered. */
export const fields = {
  enterUrl: "Enter a URL, such as {{example}}.",
  incompleteUrl: "This is no complete URL. It must look like {{example}}.",
  webScheme: "The URL must begin with http:// or https://.",
  credentialsInUrl: "Take user and password out of the URL and enter them in the fields for credentials.",
  hashInUrl: "Take the part from # on out of the URL: it is never sent.",
  refusedHost:
    "This is a link-local or metadata address, where nothing is ever sent. Enter the destination's address on the network.",
  noFingerprint: "A SHA-256 fingerprint has 64 hexadecimal digits, such as AB:CD:… (colons may be left out).",
  oneLine: "This must be one line.",
  oneLineNoCommas: "This must be one line without commas.",
  templateAt: "This template does not parse: line {{line}}, column {{column}}: {{problem}}",
  template: "This template does not parse: {{problem}}",
  noHeaderName: '"{{name}}" is no header name: letters, digits and dashes only, no spaces.',
  headerTwice: "The header {{name}} is there twice.",
  headerOfConnection: "The header {{name}} belongs to the connection and cannot be set. Remove it here.",
  headerOfUrl: "The header {{name}} is taken from the URL. Remove it here.",
  headerOfBody: "The header {{name}} describes the body and is set by Plate Courier. Remove it here.",
  headerOfSetting: "The header {{name}} has a setting of its own: Authorization. Remove it here.",
  headerOfRepeats: "The header {{name}} is set by Plate Courier, so that repeated deliveries can be told. Remove it here.",
  headerValue: "The value of the header {{name}} must be one line of plain letters.",
} as const;
