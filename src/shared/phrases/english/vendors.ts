/** Salient, OpenEye and Zatpark. {{where}} is host:port. */
export const vendors = {
  salientDevice: "It is not known which CompleteView camera this is. Map the camera, or enter a camera GUID.",
  salientReached:
    "{{where}} can be reached (HTTP {{status}}). Whether it takes user and password shows with the first plate; nothing was sent.",
  salientLogin: "{{where}} took user and password. No event was sent.",
  openeyeReported:
    "Reported the plate {{plate}} of the camera {{camera}}, because OpenEye can only be tested with an event: {{receipt, phrase}}. It appears in OWS as a new source.",
  zatparkReached: "{{where}} can be reached (HTTP {{status}}). No decode was sent.",
  zatparkMac:
    "The webhook came without the header mac-address, which Zatpark needs. Add it to the webhook's headers in Stream's config.ini.",
  zatparkPictures: "Zatpark needs both pictures, the plate's and the overview; the webhook did not bring them.",
} as const;
