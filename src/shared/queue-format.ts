/** The fixed words of the message format (see queue-message.ts), apart from its schema: the Lambda writes without zod. */

export const messageFormat = "plate-courier-webhook";
export const messageVersion = 1;

/** Every object lies below this, so that a role or a lifecycle rule can be given this part of a bucket only. */
export const objectPrefix = "webhooks/";

/** The headers in which a camera server tells who it is. */
export const senderHeaderNames = ["camera-id", "camera-name", "mac-address", "serial-number"] as const;
