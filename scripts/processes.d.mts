/** Runs a program to its end and never throws; see processes.mjs. */
export declare function run(
  program: string,
  args: string[],
  options?: { cwd?: string; env?: Record<string, string | undefined>; timeoutMs?: number; show?: boolean },
): Promise<{ code: number; stdout: string; output: string }>;
