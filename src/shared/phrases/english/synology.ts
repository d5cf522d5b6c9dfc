/** Synology Surveillance Station. {{where}} is host:port, {{code}} the number that it gave. */
export const synology = {
  noToken: "This URL has no token=… in it. Copy the whole URL from Surveillance Station.",
  answers: "{{where}} answers as a Synology. The rule was not fired, so the token is not tried: send a test plate for that.",
  webPage: "{{where}} answered with a web page, not as Surveillance Station does. Check the URL and the port.",
  unclear:
    "{{where}} did not say whether it took the plate. If its rule was fired, switch on “Accept unclear answers” in the settings.",
  code100: "{{where}} has an unknown problem (Synology code {{code}}).",
  code101:
    "{{where}} says that a parameter is missing or wrong. Try the other time format in the settings (Synology code {{code}}).",
  code102:
    "{{where}} does not know this API. Install Surveillance Station 9.1.4 or newer, or correct the URL (Synology code {{code}}).",
  code103: "{{where}} does not know this method. Copy the URL again from the action rule (Synology code {{code}}).",
  code104:
    "{{where}} does not have this version of the API. Update Surveillance Station, or copy the URL again (Synology code {{code}}).",
  code105:
    "{{where}} does not allow this. The token is wrong, or the action rule is switched off: copy its URL again (Synology code {{code}}).",
  code106: "{{where}} says that the session has run out. Copy the URL again from the action rule (Synology code {{code}}).",
  code107: "{{where}} says that another login ended this one. Copy the URL again from the action rule (Synology code {{code}}).",
  code117: "{{where}} has a network problem, or the request was too large (Synology code {{code}}).",
  code118: "{{where}} asks to try again later (Synology code {{code}}).",
  code119: "{{where}} does not know this session. Copy the URL again from the action rule (Synology code {{code}}).",
  code150:
    "{{where}} has blocked this machine's address. Take it off the block list in DSM, then resume (Synology code {{code}}).",
  code400: "{{where}} could not run the action (Synology code {{code}}).",
  code401: "{{where}} says that a parameter is wrong (Synology code {{code}}).",
  code402: "{{where}} says that the camera is switched off (Synology code {{code}}).",
  otherCode: "{{where}} refused this (Synology code {{code}}).",
  noCode: "{{where}} refused this (Synology code not told).",
} as const;
