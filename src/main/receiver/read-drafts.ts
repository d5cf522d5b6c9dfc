/**
 * One result of a recognition as a ReadDraft. There are two dialects of it. Plate mode (Stream's default, and Snapshot): the
 * result is the plate, with `plate` a string and what is known of the vehicle beside it. Vehicle mode: the result is the
 * vehicle, with `plate` null or an object whose text is in plate.props.plate[0].value. Both are read field by field.
 */
import type { PlateCandidate, ReadDraft } from "../../shared/plate-read.ts";
import { amountOf, boxOf, directionOf, elements, field, isObject, scoreOf, textOf } from "./json-fields.ts";

/** Longest plate that is kept in a column; real ones have 4 to 12 characters. */
export const maxPlate = 64;
const maxCandidates = 50;

/** Normalises one result; anything in it that is missing or of the wrong kind becomes null. */
export function readDraft(result: Record<string, unknown>): ReadDraft {
  const vehicleMode = isObject(result.plate) || field(result, "vehicle", "props") !== undefined;
  const draft = vehicleMode ? fromVehicleMode(result) : fromPlateMode(result);
  return {
    ...draft,
    region: draft.region?.toLowerCase() ?? null,
    direction: directionOf(result.direction),
    speed: amountOf(result.speed),
    vehicleType: textOf(field(result, "vehicle", "type")),
    vehicleScore: scoreOf(field(result, "vehicle", "score")),
    vehicleBox: boxOf(field(result, "vehicle", "box")),
  };
}

type Dialect = Omit<ReadDraft, "direction" | "speed" | "vehicleType" | "vehicleScore" | "vehicleBox">;

function fromPlateMode(result: Record<string, unknown>): Dialect {
  const { make, model, score: makeModelScore } = makeModel(field(result, "model_make", 0));
  return {
    plate: textOf(result.plate, maxPlate),
    score: scoreOf(result.score),
    dscore: scoreOf(result.dscore),
    region: textOf(field(result, "region", "code")),
    regionScore: scoreOf(field(result, "region", "score")),
    make,
    model,
    makeModelScore,
    color: textOf(field(result, "color", 0, "color")),
    colorScore: scoreOf(field(result, "color", 0, "score")),
    orientation: textOf(field(result, "orientation", 0, "orientation")),
    plateBox: boxOf(result.box),
    candidates: candidates(result.candidates, "plate"),
  };
}

function fromVehicleMode(result: Record<string, unknown>): Dialect {
  const props = field(result, "plate", "props");
  const vehicle = field(result, "vehicle", "props");
  const { make, model, score: makeModelScore } = makeModel(field(vehicle, "make_model", 0));
  return {
    // A plate as plain text beside vehicle.props is taken as it is meant.
    plate: textOf(field(props, "plate", 0, "value"), maxPlate) ?? textOf(result.plate, maxPlate),
    score: scoreOf(field(props, "plate", 0, "score")) ?? scoreOf(result.score),
    dscore: scoreOf(field(result, "plate", "score")) ?? scoreOf(result.dscore),
    region: textOf(field(props, "region", 0, "value")) ?? textOf(field(result, "region", "code")),
    regionScore: scoreOf(field(props, "region", 0, "score")) ?? scoreOf(field(result, "region", "score")),
    make,
    model,
    makeModelScore,
    color: textOf(field(vehicle, "color", 0, "value")),
    colorScore: scoreOf(field(vehicle, "color", 0, "score")),
    orientation: textOf(field(vehicle, "orientation", 0, "value")),
    plateBox: boxOf(field(result, "plate", "box")) ?? boxOf(result.box),
    candidates: candidates(field(props, "plate"), "value"),
  };
}

function makeModel(first: unknown): { make: string | null; model: string | null; score: number | null } {
  return { make: textOf(field(first, "make")), model: textOf(field(first, "model")), score: scoreOf(field(first, "score")) };
}

function candidates(list: unknown, key: "plate" | "value"): PlateCandidate[] {
  return elements(list, maxCandidates).flatMap((candidate) => {
    const plate = textOf(field(candidate, key), maxPlate);
    return plate === null ? [] : [{ plate, score: scoreOf(field(candidate, "score")) }];
  });
}
