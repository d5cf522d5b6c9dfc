/** Why XML is not read: completes a sentence that begins with "it". */
export const xml = {
  malformed: "is not well-formed XML (line {{line}})",
  tooDeep: "has elements nested more than {{most}} deep",
  unreadable: "is not XML that can be read",
  notOne: "is not one XML document",
  tooManyTags: "has more than {{most}} tags",
  dtd: "has a document type definition (DTD), which is not read for safety",
  openComment: "is not well-formed XML: a comment does not end",
  prefix: "uses the prefix {{prefix}} without declaring it",
  entity: "uses the entity {{entity}}, which is not defined",
} as const;
