/** Why a picture cannot be decoded, in words that complete "The picture cannot be shown: …". */
export const image = {
  empty: "the file is empty",
  unknownKind: "it is no JPEG, PNG or WebP image",
  noSize: "its header names no size",
  endsEarly: "the file ends too early",
  damaged: "the file is damaged",
  tooManyPixels: "it claims {{width}} × {{height}} pixels, more than {{most}} megapixels",
  moreThan: "it has more than {{most}} million pixels",
  gone: "it is no longer on S3",
  takesTooLong: "decoding it takes too long",
} as const;
