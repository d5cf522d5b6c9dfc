/** The region in an AWS queue's URL; null where the URL names none. */
export function regionOfQueue(queueUrl: string): string | null {
  if (!URL.canParse(queueUrl)) return null;
  const { hostname } = new URL(queueUrl);
  return /^sqs(?:-fips)?\.([a-z0-9-]+)\.(?:amazonaws\.com(?:\.cn)?|api\.aws)$/.exec(hostname)?.[1] ?? null;
}
