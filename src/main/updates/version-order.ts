/** Negative where `a` is older than `b`, by Semantic Versioning's rules of precedence; what stands behind a + does not count. */
export function compareVersions(a: string, b: string): number {
  const [left, right] = [split(a), split(b)];
  for (let at = 0; at < 3; at++) {
    const difference = (left.numbers[at] ?? 0) - (right.numbers[at] ?? 0);
    if (difference !== 0) return difference;
  }
  // A release is newer than what was tried out before it.
  if (left.trial.length === 0 || right.trial.length === 0) return right.trial.length - left.trial.length;
  for (let at = 0; at < Math.max(left.trial.length, right.trial.length); at++) {
    const difference = compareParts(left.trial[at], right.trial[at]);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** Whether it is a version at all: 1.4.0, 1.4.0-beta.2 */
export function isVersion(text: string): boolean {
  return /^\d{1,9}\.\d{1,9}\.\d{1,9}(-[0-9A-Za-z.-]+)?(\+[0-9A-Za-z.-]+)?$/.test(text);
}

function split(version: string): { numbers: number[]; trial: string[] } {
  const [whole = "", trial = ""] = (version.split("+")[0] ?? "").split(/-(.*)/);
  return { numbers: whole.split(".").map(Number), trial: trial === "" ? [] : trial.split(".") };
}

function compareParts(a: string | undefined, b: string | undefined): number {
  if (a === undefined || b === undefined) return (a === undefined ? 0 : 1) - (b === undefined ? 0 : 1);
  const [left, right] = [a, b].map((part) => /^\d+$/.test(part));
  if (left && right) return Number(a) - Number(b);
  if (left !== right) return left ? -1 : 1;
  return a < b ? -1 : a > b ? 1 : 0;
}
