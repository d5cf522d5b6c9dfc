/** What the queue itself says of a destination or a delivery. {{name}} is the destination's. */
export const queue = {
  tooLate: "It came too late to be of use, so it was not sent.",
  noAnswer: "{{name}} did not answer within {{seconds}} s.",
  ownProblem:
    "Plate Courier met a problem of its own while sending this. It tries again; the log file has the details for a report.",
  endedEachTime:
    "Plate Courier ended unexpectedly each of the {{count}} times it sent this. Retry it by hand when that is solved.",
  pausedByHand: "Paused by hand. What comes in waits here, nothing is lost.",
  notSucceeded: "The last delivery did not succeed.",
  cameraWaits: "Reads of camera {{camera}} wait: {{reason, phrase}}",
  camerasToo: "The same holds for {{cameras}}.",
  replayCancelled: "Its replay was cancelled by the operator.",
  replayWithoutDestination: "The destination of this replay was deleted.",
} as const;
