import { onTestFinished } from "vitest";
import { type SimulatedAnswer, startStrictServer } from "../simulators/strict-server.ts";

export const token = "parkpow-token-4711";

/** ParkPow's list of vehicles, in pages of two, on a real socket. It refuses whatever is not asked as the vendor's middleware asks. */
export async function startVehicles(vehicles: unknown[] = []) {
  const park = {
    vehicles,
    token,
    /** What `next` says of a page; by default the page's own address. */
    next: (page: number, origin: string): unknown => `${origin}/api/v1/vehicles/?page=${page}&tags=residents`,
    /** Instead of a page. */
    body: null as string | null,
  };
  const server = await startStrictServer(({ method, url, headers }): SimulatedAnswer => {
    const refuse = (status: number, refused: string) => ({ status, refused, body: JSON.stringify({ detail: refused }) });
    if (method !== "GET" || url.pathname !== "/api/v1/vehicles/") return refuse(404, "Not found.");
    if (headers.authorization !== `Token ${park.token}`) return refuse(401, "Invalid token.");
    if (url.searchParams.get("tags") !== "residents") return refuse(400, "Select a valid choice.");
    const page = Number(url.searchParams.get("page") ?? 1);
    const results = park.vehicles.slice(page * 2 - 2, page * 2);
    const next = park.vehicles.length > page * 2 ? park.next(page + 1, server.origin) : null;
    const body = park.body ?? JSON.stringify({ count: park.vehicles.length, next, previous: null, results });
    return { headers: { "content-type": "application/json" }, body };
  });
  onTestFinished(() => server.close());
  return { park, server, url: `${server.origin}/api/v1/` };
}

export const vehicle = (plate: unknown, id = 1) => ({ id, license_plate: plate, tags: [{ id: 7, name: "residents" }] });
