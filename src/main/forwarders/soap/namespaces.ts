/** The names of the standards, as they stand in documents. */
export const schemaNamespace = "http://www.w3.org/2001/XMLSchema";
export const instanceNamespace = "http://www.w3.org/2001/XMLSchema-instance";
export const wsdlNamespace = "http://schemas.xmlsoap.org/wsdl/";
export const wsdl2Namespace = "http://www.w3.org/ns/wsdl";

export type SoapVersion = "1.1" | "1.2";

/** Of the envelope. */
export const envelopeNamespaces: Record<SoapVersion, string> = {
  "1.1": "http://schemas.xmlsoap.org/soap/envelope/",
  "1.2": "http://www.w3.org/2003/05/soap-envelope",
};

/** Of what a WSDL says about SOAP. */
export const bindingNamespaces: Record<SoapVersion, string> = {
  "1.1": "http://schemas.xmlsoap.org/wsdl/soap/",
  "1.2": "http://schemas.xmlsoap.org/wsdl/soap12/",
};

export const soapVersions: readonly SoapVersion[] = ["1.1", "1.2"];
