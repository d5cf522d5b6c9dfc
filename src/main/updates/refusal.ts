import type { UpdateProblem } from "../../shared/updates.ts";

/** Why an update is not taken. The message says the detail that the kind alone does not. */
export class UpdateRefusal extends Error {
  override readonly name = "UpdateRefusal";
  readonly kind: UpdateProblem;
  constructor(kind: UpdateProblem, detail: string, options?: ErrorOptions) {
    super(detail, options);
    this.kind = kind;
  }
}
