/** What a WSDL lacks to be used. */
export const wsdl = {
  notRead: "The WSDL cannot be read: {{problem, phrase}} Check the WSDL's address.",
  notUnderstood: "The WSDL cannot be understood: it {{problem, phrase}}. Ask the service's maker.",
  tooManyDocuments: "The WSDL consists of more than {{most}} documents. It is not read any further. Check its address.",
  elsewhere:
    "The WSDL imports a part from {{there}}, but parts are only read from {{host}}. Enter the WSDL's address as it names itself there, or the address of a WSDL in one piece (on many servers it ends in ?singleWsdl).",
  noPlace:
    "The WSDL imports a part from an address that is none, but parts are only read from {{host}}. Enter the WSDL's address as it names itself there, or the address of a WSDL in one piece (on many servers it ends in ?singleWsdl).",
  tooLarge: "The WSDL at {{where}} is larger than {{mb}} MB and is not read. Check its address.",
  nothing: "{{where}} answered with nothing instead of a WSDL. Check the WSDL's address.",
  webPage: "{{where}} answered with a web page instead of a WSDL. The WSDL's address often ends in ?wsdl. Check it.",
  noXml: "What {{where}} answered is no WSDL that can be read: it {{problem, phrase}}. Check the WSDL's address.",
  version2: "The WSDL at {{where}} is written in WSDL 2.0, and only WSDL 1.1 is understood. Enter the address of that one.",
  otherXml: "{{where}} answered with XML that is no WSDL ({{root}}). Check the WSDL's address.",
  noSoap: "The WSDL offers no SOAP service. Check the WSDL's address.",
  noOperation: "The WSDL has no operation {{operation}}, nor any other.",
  otherOperations: "The WSDL has no operation {{operation}}. It has: {{offered}}. Choose one of these.",
  takesNothing: "The WSDL does not say what the operation {{operation}} takes.",
  otherForm:
    "The operation {{operation}} is called in the form {{form}}, and only document/literal is supported. Ask for a document/literal service.",
  otherTransport: "The service is not reached over HTTP, but over {{transport}}. That is not supported.",
  demands: "The service demands {{name}} ({{namespace}}), which is not supported.",
  badAction: "The WSDL's SOAPAction holds characters that no header may have. Ask the service's maker.",
  badMessage:
    "The message {{message}} does not consist of one element, so it is no document/literal message. Ask for a document/literal service.",
  notDeclared: "The WSDL uses the {{kind}} {{name}}, but does not declare it.",
  endless: "The WSDL's schema of {{name}} is endless or far too large. It is not used.",
  strayElement: "The operation {{operation}} has no element {{elements}}, named under Further elements. {{has, phrase}}",
  noPlateElement:
    "The operation {{operation}} has no element for the plate. {{has, phrase}} Choose another operation, or say under Further elements which one gets {{ plate }}.",
  hasNone: "It has no elements.",
  has: "It has: {{elements}}.",
  asksFor:
    "The operation {{operation}} asks for {{elements}}, which Plate Courier does not know. Say under Further elements what they get.",
  asksForMore:
    "The operation {{operation}} asks for {{things, phrase}}, which Plate Courier does not know. This cannot be filled with text; ask the service's maker for an operation like Plate Recognizer's PostImage.",
  element: "the element {{name}}",
  oneOf: "one of {{names}}",
  anyElement: "any element",
  attribute: "the attribute {{name}}",
} as const;
