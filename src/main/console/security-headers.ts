/**
 * What every answer of the console carries, in the desktop's app:// and in the headless console alike.
 * The one style hash is that of the empty text: Fluent UI's engine (Griffel) makes empty style tags and fills them through
 * insertRule, which the policy allows. Images also come as blob: and data: (the crop canvas, icons).
 */
export const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src-elem 'self' 'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='",
  "style-src-attr 'none'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
].join("; ");

export const securityHeaders: Readonly<Record<string, string>> = {
  "content-security-policy": contentSecurityPolicy,
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
  "referrer-policy": "no-referrer",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
};

/**
 * For images that a camera sent: whatever their bytes are, they must never act as a page. An id always names the same bytes,
 * so the browser may keep them for a while, but no proxy may.
 */
export const imageHeaders: Readonly<Record<string, string>> = {
  ...securityHeaders,
  "content-security-policy": "default-src 'none'; sandbox",
  "cache-control": "private, max-age=3600",
};

const shownTypes = new Set(["image/jpeg", "image/png", "image/webp"]);

/** The content type under which an image is served: anything that is not surely a picture is a download. */
export function imageContentType(contentType: string): { "content-type": string; "content-disposition"?: string } {
  if (shownTypes.has(contentType)) return { "content-type": contentType };
  return { "content-type": "application/octet-stream", "content-disposition": "attachment" };
}
