/** The destination Webhook. */
export const passOn = {
  notUnderstood: "The webhook could not be understood, so there is nothing to pass on.",
  noRecognition: "This webhook is no recognition, so there is no plate to crop or annotate.",
  nothingToCrop: "The recognition tells no place of a plate or vehicle, so there is nothing to crop.",
  pictureLeftOut: "without the picture, because it is not certain where the plate is in it",
  tested: "Posted a made-up recognition (plate {{plate}}, camera {{camera}}): {{receipt, phrase}}.",
} as const;
