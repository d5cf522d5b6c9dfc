/** What an HTTP answer means. {{who}} answered: host:port, or a name with it. */
export const answer = {
  http400: "{{who}} says that the request is wrong (HTTP {{status}}).",
  http401: "{{who}} refused the credentials (HTTP {{status}}).",
  http403: "{{who}} does not allow this (HTTP {{status}}).",
  http404: "{{who}} knows no such address (HTTP {{status}}).",
  http405: "{{who}} does not take this kind of request there (HTTP {{status}}).",
  http408: "{{who}} gave up waiting for the request (HTTP {{status}}).",
  http409: "{{who}} says that this conflicts with what it has (HTTP {{status}}).",
  http410: "{{who}} says that this address is gone (HTTP {{status}}).",
  http413: "{{who}} says that this is too large (HTTP {{status}}).",
  http415: "{{who}} does not take this kind of content (HTTP {{status}}).",
  http422: "{{who}} could not use the content (HTTP {{status}}).",
  http429: "{{who}} asks for fewer requests (HTTP {{status}}).",
  http503: "{{who}} is not available at the moment (HTTP {{status}}).",
  ownProblem: "{{who}} has a problem of its own at the moment (HTTP {{status}}).",
  pointsElsewhere: "{{who}} gave an answer that points elsewhere (HTTP {{status}}).",
  notAccepted: "{{who}} did not accept this (HTTP {{status}}).",
  said: "It said: “{{said}}”.",
  checkCredentials: "Check the credentials in the destination's settings.",
  checkUrl: "Check the URL.",
  /** A receipt. */
  inTime: "HTTP {{status}} in {{ms}} ms",
} as const;
