/** What passes the cameras of the demo: the same vehicles in the same order every time, so that it can be told what will be seen. */
import { type DrawnVehicle, drawStreet } from "../../src/main/images/sample-scene.ts";
import type { LightName } from "../../src/main/images/scene-light.ts";
import { recognitionOf, sampleResult, sampleUnread } from "../../src/shared/sample-recognition.ts";

export const cameras = ["gate-in", "gate-out", "yard", "loading-dock"] as const;
export type Camera = (typeof cameras)[number];

interface Vehicle {
  plate: string;
  region: string;
  make: string;
  model: string;
  type: "Sedan" | "SUV" | "Van";
  color: keyof typeof paints;
}

/** The recogniser's words for colours, and how they are painted. */
const paints = {
  red: "#a83232",
  blue: "#2f5d8c",
  silver: "#c9ccd1",
  black: "#2b2e33",
  green: "#2f6b4f",
  white: "#e6e4de",
  yellow: "#d9a520",
  brown: "#6b4f3a",
} as const;

type Row = [plate: string, region: string, make: string, model: string, type: Vehicle["type"], color: Vehicle["color"]];
const rows: Row[] = [
  ["7XKR482", "us-ca", "Porsche", "911", "Sedan", "red"],
  ["HH AB 4096", "de", "Volkswagen", "Golf", "Sedan", "green"],
  ["KR57 OLP", "gb", "Ford", "Transit", "Van", "blue"],
  ["TX-482-B", "nl", "BMW", "3 Series", "Sedan", "black"],
  ["AB-123-CD", "fr", "Renault", "Kangoo", "Van", "white"],
  ["442 KSW", "us-nv", "Toyota", "Camry", "Sedan", "silver"],
  ["JBX 7714", "us-ny", "Ford", "Explorer", "SUV", "brown"],
  ["B MW 5500", "de", "Mercedes-Benz", "Sprinter", "Van", "yellow"],
  ["8ZXC551", "us-ca", "Tesla", "Model 3", "Sedan", "white"],
  ["LN19 XYT", "gb", "Nissan", "Qashqai", "SUV", "red"],
  ["4821 KTR", "es", "Seat", "Leon", "Sedan", "blue"],
  ["WX 7210K", "pl", "Skoda", "Octavia", "Sedan", "silver"],
  ["GZ-917-F", "nl", "Volvo", "XC60", "SUV", "black"],
  ["FP 881 ZR", "it", "Fiat", "Ducato", "Van", "white"],
];
const vehicles = rows.map(([plate, region, make, model, type, color]): Vehicle => ({ plate, region, make, model, type, color }));

/** Plates that the demo puts on lists; the last one is new to nobody who reads the feed. */
export const staff = [
  { plate: "HH AB 4096", name: "Ida Lorenz", note: "reception" },
  { plate: "8ZXC551", name: "Marc Ortega", note: "night shift" },
];
export const wanted = [{ plate: "KR57 OLP", name: "Stolen van", note: "call the guard" }];

/** One picture that a camera takes. */
export interface Passing {
  camera: Camera;
  light: LightName;
  /** In front of the camera; `read`: whether its plate can be read. */
  vehicles: (Vehicle & { read: boolean; score: number; direction: number })[];
}

/** The light of five pictures each, in turn. */
const hours: LightName[] = ["day", "rain", "dusk", "night", "infrared"];

/** The `number`th picture, from 0. Every fourth shows two vehicles, some three; in every sixth one plate is covered with mud. */
export function passing(number: number): Passing {
  const count = number % 9 === 7 ? 3 : number % 4 === 3 ? 2 : 1;
  return {
    camera: cameras[(number * 3 + Math.floor(number / 4)) % cameras.length] ?? "gate-in",
    light: hours[Math.floor(number / 5) % hours.length] ?? "day",
    vehicles: Array.from({ length: count }, (_, index) => {
      // 5 has no divisor in common with the number of vehicles: every one comes before any comes again.
      const vehicle = vehicles[((number + index * 3) * 5) % vehicles.length] ?? vehicles[0];
      if (!vehicle) throw new Error("nobody drives past");
      return {
        ...vehicle,
        read: !(number % 6 === 4 && index === 0),
        score: 0.74 + ((number * 7 + index * 5) % 25) / 100,
        direction: (number * 40 + index * 180) % 360,
      };
    }),
  };
}

/** The webhook that Stream would post about it, with its picture. */
export async function webhookOf(passing: Passing, { number, at }: { number: number; at: Date }) {
  const drawn = passing.vehicles.map(
    ({ plate, read, color, type, region }): DrawnVehicle => ({
      ...{ plate: read ? plate : null, paint: paints[color], region },
      body: type === "Van" ? "van" : "car",
    }),
  );
  const text = `${passing.camera}  ${localTime(at)}`;
  const { jpeg, vehicles: places } = await drawStreet({ vehicles: drawn, light: passing.light, seed: number, text });
  const results = passing.vehicles.map((vehicle, index) => {
    // As Stream sends them: without the spaces and dashes that are painted on the plate.
    const plate = vehicle.plate.replace(/[^\dA-Z]/g, "");
    return vehicle.read ? sampleResult({ ...vehicle, ...places[index], plate }) : sampleUnread({ ...vehicle, ...places[index] });
  });
  return { recognition: recognitionOf({ camera: passing.camera, timestamp: at }, results), image: jpeg };
}

function localTime(at: Date): string {
  const two = (part: number) => String(part).padStart(2, "0");
  const day = `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
  return `${day} ${two(at.getHours())}:${two(at.getMinutes())}:${two(at.getSeconds())}`;
}
