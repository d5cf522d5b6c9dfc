/** Why there is nothing to send, and what stands in the way before the destination is asked. */
export const delivery = {
  noPlateFor: "No plate was read, and {{who}} is only told plates.",
  noCameraFor: "The webhook names no camera, and {{who}} needs one.",
  noPlateList: "There is no plate list {{list}}. Choose another one in the settings.",
  listOfParkPow: "The plate list {{list}} is filled from ParkPow and takes no other plates. Choose a list that is kept here.",
  noListInTest: "Plate lists are not changed in a test.",
  noPicture: "The webhook came without a picture.",
  pictureUnreadable: "The picture cannot be read: {{reason, phrase}}.",
  jsonUnreadable: "The webhook's JSON cannot be parsed, so there is nothing to pass on.",
  templateAt:
    "A template in the destination's settings cannot be filled in: line {{line}}, column {{column}}: {{problem}}. Correct it.",
  template: "A template in the destination's settings cannot be filled in: {{problem}}. Correct it.",
  eventRemoved: "The event was removed by retention before it could be sent.",
  imageRemoved: "The image was removed by retention before it could be sent.",
  noImageInTest: "There is no image in a test.",
  noEventInTest: "There is no event in a test.",
  secretsUnreadable: "The stored secrets of {{name}} cannot be read on this machine or account. Enter them again.",
  settingsInvalid: "The settings of {{name}} are not valid: {{field}}: {{problem, phrase}}. Correct them.",
} as const;
