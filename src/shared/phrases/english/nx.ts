/** Nx Witness, Wisenet WAVE, DW Spectrum. {{where}} is host:port. */
export const nx = {
  noPlate: "No plate was read, and a bookmark needs one as its name.",
  noCamera: "The webhook names no camera, and a bookmark needs one.",
  madeAlready: "An earlier attempt had made the bookmark already; its answer was lost",
  seesNoCamera: "The login works, but this user sees no camera. Give the user rights on the cameras.",
  found_one: "Logged in and found {{count}} camera. No bookmark was made.",
  found_other: "Logged in and found {{count}} cameras. No bookmark was made.",
  lockedOut: "{{where}} does not let this machine log in for a while, after too many wrong attempts (HTTP 403).",
  badLogin: "{{where}} refused user or password (HTTP 422). Enter them again in the destination's settings.",
  unknownUser: "{{where}} does not know this user (HTTP 404). Enter a local user of the system.",
  noEntry: "{{where}} does not let this user log in (HTTP 403). It is switched off, or a cloud user: enter a local user.",
  relay:
    "{{where}} is Nx's cloud relay, which hands requests on to another address (HTTP 307). Passwords are not sent after it. Enter the server's own address on the network or in the VPN, such as https://server:7001.",
  foreign: "{{where}} answered the login, but not as Nx Witness does. Check the URL.",
  otherVersion: "{{where}} has none of the REST versions 2 to 4. Check the URL, or update the server to 5.0 or newer.",
  unknownCamera:
    "{{where}} has no camera {{camera}} (HTTP 404), or the user may not make bookmarks on it. Choose the camera anew in the camera mapping.",
  noEvent: "{{where}} did not take the generic event: {{said}}.",
} as const;
