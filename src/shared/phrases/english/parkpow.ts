/** ParkPow as a destination. {{where}} is host:port. */
export const parkpow = {
  address: "ParkPow's address ends in /api/v1/webhook-receiver/. For another receiver, use the destination Webhook.",
  noToken: "No API token is entered for {{where}}. Copy it from ParkPow.",
  tookToken: "{{where}} took the token. No webhook was sent.",
  noVisit: "{{where}} took the webhook but made no visit of it (HTTP {{status}}).",
  visit: "visit {{id}}",
  visits: "visits {{ids}}",
  lowScores:
    "{{where}} made no visit of this, because its scores are lower than ParkPow is set to ask for. Lower that in ParkPow, or set a minimum score in this destination's rules, so that such reads are not sent.",
  webPage: "{{where}} answered with a web page, not as ParkPow does. Check the URL.",
} as const;
