/** A SOAP service: what is sent and answered. {{who}} is host:port. */
export const soap = {
  noPlate: "No plate was read, and the service is only told plates.",
  noPicture: "The webhook came without a picture, and the service needs one.",
  pictureTooLarge: "The picture cannot be made smaller than {{kb}} KB. Raise the limit.",
  enterOperation: "Enter the operation's name.",
  elementEmpty: "The service needs {{element}}, and this read has none.",
  readWsdl: "Read the WSDL: {{operation}} of {{service}} is called at {{url}} with SOAP {{version}}, and gets {{elements}}.",
  readDocuments:
    "Read the WSDL ({{count}} documents): {{operation}} of {{service}} is called at {{url}} with SOAP {{version}}, and gets {{elements}}.",
  leftOut: "It may also get {{elements}}; that is left out.",
  toldAddress: "The WSDL itself names {{address}}; if that is right, enter it as the service address.",
  nothingSent: "Nothing was sent, so user and service key are only tried by the first plate.",
  fault: "{{who}} answered with a fault (HTTP {{status}}).",
  faultSaid: "{{who}} answered with a fault (HTTP {{status}}): “{{said}}”.",
  faultOfRequest: "It says that the fault is in what was sent.",
  faultOfIts: "It says that the fault is its own.",
  checkKey: "Check user and service key.",
  notFitting: "Its WSDL and the service itself do not fit each other. Check WSDL and service address.",
  noResponse: "{{who}} answered without {{element}}, so it is not known whether it took the read (HTTP {{status}}).",
  emptyResult: "{{who}} answered with an empty {{element}}, which means that it did not take the read (HTTP {{status}}).",
  saidNo: "{{who}} did not take the read and gave no reason (HTTP {{status}}, {{said}}). Perhaps user or service key is wrong.",
  nothing: "{{who}} answered with nothing (HTTP {{status}}), so it is not known whether it took the read.",
  webPage: "{{who}} answered with a web page (HTTP {{status}}): “{{said}}”. Check the service address.",
  noSoap: "{{who}} answered with something that is no SOAP (HTTP {{status}}): “{{said}}”. Check the service address.",
  noAddress: "The WSDL does not tell an http address of the service. Enter it as the service address.",
  notWhereTold:
    "The WSDL says that the service is at {{told}}. That is not the WSDL's own server, so {{url}} was called instead, but it knows no such address (HTTP 404). Enter the right one as the service address.",
} as const;
