/**
 * The data folder that a person means who chose `folder`: the folder itself where it is empty or holds our data already, else
 * one of our own in it, so that our files do not lie about among theirs.
 */
export function placeIn(folder: string, names: readonly string[], join: (...parts: string[]) => string): string {
  const ours = names.length === 0 || names.includes("plate-courier.db") || names.includes("settings.json");
  return ours ? folder : join(folder, "Plate Courier");
}
