/** The address of the wall of these cameras, none for all: a second monitor that keeps its address keeps them. */
export function wallAddress(cameras: readonly string[]): string {
  const search = new URLSearchParams(cameras.map((camera) => ["camera", camera])).toString();
  return search === "" ? "/wall" : `/wall?${search}`;
}

/** The cameras that an address's query names, each once; none: all. */
export function camerasIn(search: string): string[] {
  return [...new Set(new URLSearchParams(search).getAll("camera"))];
}
