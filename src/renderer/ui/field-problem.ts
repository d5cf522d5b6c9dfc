/** What a Fluent Field takes to show a problem at its input; nothing where there is none. */
export function fieldProblem(text: string | null | undefined): { validationMessage?: string; validationState?: "error" } {
  return text === null || text === undefined ? {} : { validationMessage: text, validationState: "error" };
}
