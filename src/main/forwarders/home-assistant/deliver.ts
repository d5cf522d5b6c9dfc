/**
 * One delivery is several requests, and none of them may be repeated: a second one notifies twice. So what was done is remembered per
 * delivery, and a later attempt goes on with the rest.
 *
 * A step that Home Assistant refuses (a phone that is gone, a service that fails) does not keep the others from being done; an answer
 * that concerns all of them (wrong token, no connection, overload) ends the attempt at once. The memory is lost when Plate Courier
 * stops or the settings change, and it does not know whether a request whose answer was lost was done; a repeated notification then
 * has the same tag and replaces the earlier one on the phone.
 */

import { z } from "zod";
import type { Receipt } from "../../../shared/delivery.ts";
import { listing, type Phrase, phrase, sentences } from "../../../shared/phrases/phrase.ts";
import { type DeliveryContent, DeliveryError } from "../forwarder.ts";
import { throwForStatus } from "../kit/outcome.ts";
import { type HomeAssistant, homeAssistant, jsonOf } from "./rest.ts";
import type { Context } from "./settings.ts";
import { type Plan, planOf, type Step } from "./steps.ts";

interface Progress {
  plan: Plan;
  done: Set<Step>;
}

/** Unfinished deliveries that are remembered; the oldest are forgotten first. */
const mostUnfinished = 500;

export async function deliverRead(delivery: DeliveryContent, context: Context): Promise<Receipt<Phrase>> {
  const { read } = delivery;
  const plate = read?.plate;
  if (!read || !plate) throw new DeliveryError("nothing-to-send", phrase("delivery.noPlateFor", { who: "Home Assistant" }));
  const unfinished = context.keep("unfinished", () => new Map<string, Progress>());
  const key = `${delivery.deliveryId}/${read.id}`;
  const progress = unfinished.get(key) ?? { plan: await planOf(delivery, { ...read, plate }, context), done: new Set() };
  unfinished.set(key, progress);
  for (const oldest of unfinished.keys()) {
    if (unfinished.size <= mostUnfinished) break;
    unfinished.delete(oldest);
  }

  const startedAt = context.now();
  const there = homeAssistant(context);
  const refused: { step: Step; error: DeliveryError }[] = [];
  for (const step of progress.plan.steps) {
    if (progress.done.has(step)) continue;
    const error = await take(step, there, context);
    if (error) refused.push({ step, error });
    else progress.done.add(step);
  }
  if (refused.length > 0) throw summed(refused, progress);
  unfinished.delete(key);
  const { steps, notes } = progress.plan;
  const ms = Math.max(0, Math.round(context.now() - startedAt));
  return { summary: listing([phrase("homeAssistant.told", { steps: listed(steps), ms }), ...notes], "; "), status: 200 };
}

const fired = z.looseObject({ message: z.string() });
const changedStates = z.array(z.unknown());

/** Null when it is done; the error where only this step is refused; throws where it is of no use to go on. */
async function take(step: Step, there: HomeAssistant, context: Context): Promise<DeliveryError | null> {
  const answer = await there.request("POST", step.path, step.body);
  if (answer.status === 400 || answer.status === 404 || answer.status === 500) {
    try {
      throwForStatus(answer, { what: `Home Assistant (${there.where})`, redact: there.redact, now: context.now });
    } catch (error) {
      if (!(error instanceof DeliveryError)) throw error;
      const about = phrase("homeAssistant.about", { step: step.what });
      return new DeliveryError(error.kind, sentences(error.message, about, advice(step, answer.status)));
    }
  }
  jsonOf<unknown>(answer, step.path.startsWith("events/") ? fired : changedStates, there, context.now);
  return null;
}

function advice({ path }: Step, status: number): Phrase | null {
  if (status === 500) return null;
  if (path.startsWith("services/notify/")) return phrase("homeAssistant.serviceGone");
  return path === "services/logbook/log" ? phrase("homeAssistant.logbookGone") : null;
}

/** What can be tried again decides: then the refused ones are asked once more too, which does no harm. */
function summed(refused: { step: Step; error: DeliveryError }[], { done }: Progress): DeliveryError {
  const worst = refused.find(({ error }) => error.kind === "busy")?.error ?? refused[0]?.error;
  if (!worst) throw new Error("There is nothing to sum up.");
  const others = refused.filter(({ error }) => error !== worst).map(({ step }) => step);
  const message = sentences(
    worst.message,
    others.length > 0 && phrase("homeAssistant.alsoRefused", { steps: listed(others) }),
    done.size > 0 && phrase("homeAssistant.toldAlready", { steps: listed([...done]) }),
  );
  return new DeliveryError(worst.kind, message, { cause: worst, retryAfterMs: worst.retryAfterMs });
}

const listed = (steps: readonly Step[]) => listing(steps.map(({ what }) => what));
