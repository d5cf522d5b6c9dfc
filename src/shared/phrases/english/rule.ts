/**
 * Why a read is not sent to a destination (filtered, skipped), in words that complete "Not sent: …". {{wanted}} names what a rule lets
 * pass.
 */
export const rule = {
  noPlate: "no plate could be read",
  noCamera: "it names no camera",
  otherCamera: "camera {{camera}} is not chosen for this destination",
  noScore: "it has no score, and the minimum is {{minimum}}",
  lowScore: "score {{score}} is below the minimum of {{minimum}}",
  noRegion: "it has no region, and only {{wanted}} is sent",
  otherRegion: "region {{region}} is not among {{wanted}}",
  noVehicleType: "it has no vehicle type, and only {{wanted}} is sent",
  otherVehicleType: "vehicle type {{type}} is not among {{wanted}}",
  noDirection: "its direction of travel is not known, and only {{from}}° to {{to}}° is sent",
  otherDirection: "direction {{direction}}° is not between {{from}}° and {{to}}°",
  unknownList: "its rules name the plate list {{list}}, which does not exist",
  noPlateForList: "no plate could be read, and only plates on the list {{list}} are sent",
  noPlateForLists: "no plate could be read, and only plates on any of the lists {{lists}} are sent",
  notOnList: "the plate is not on the list {{list}}",
  notOnLists: "the plate is not on any of the lists {{lists}}",
  onList: "the plate is on the list {{list}}",
  sameWebhook: "the same plate is sent with another read of this webhook",
  sentBefore: "the same plate was sent {{ago}} s before, and only the first sighting within {{seconds}} s is",
  sentLater: "the same plate was sent {{ago}} s later, and only the first sighting within {{seconds}} s is",
  noRead: "it holds no read that the rules could be applied to",
  noneOfMany: "none of its {{count}} reads passes the rules; the first: {{first, phrase}}",
  noScene: "the webhook brought no picture, and this destination needs one",
  noPlatePicture: "the webhook brought no plate picture, and this destination needs one",
  noOtherPicture: "the webhook brought no further picture, and this destination needs one",
  brokenScene: "the picture that this destination needs cannot be decoded: {{reason, phrase}}",
  brokenPlatePicture: "the plate picture that this destination needs cannot be decoded: {{reason, phrase}}",
  brokenOtherPicture: "the further picture that this destination needs cannot be decoded: {{reason, phrase}}",
} as const;
