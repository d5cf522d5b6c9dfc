import { phrase, recordedPhrase } from "../../shared/phrases/phrase.ts";
import { sampleRecognition } from "../../shared/sample-recognition.ts";
import type { Clock } from "../clock.ts";
import { ConsoleError } from "../console/backend.ts";
import { drawScene } from "../images/sample-scene.ts";
import type { Receiver } from "../receiver/receiver.ts";
import { postWebhook } from "../send/post-webhook.ts";

/** Camera name under which test plates are shown, so that nobody takes one for a real read. */
export const testCamera = "test-plate";

/**
 * Posts a drawn scene with a made-up plate to our own receiver through its socket, token and all: when it shows up in the
 * feed, everything from the socket to the screen works.
 */
export function createTestPlate({ receiver, testToken, clock }: { receiver: Receiver; testToken: string; clock: Clock }) {
  let sent = 0;
  return async (): Promise<{ plate: string }> => {
    const status = receiver.status();
    if (status.state !== "listening")
      throw new ConsoleError(status.problem === null ? phrase("console.notListening") : recordedPhrase(status.problem));
    const letters = Array.from({ length: 3 }, () => String.fromCharCode(65 + Math.floor(Math.random() * 26))).join("");
    const plate = `${letters}${Math.floor(1000 + Math.random() * 9000)}`;
    sent += 1;
    const scene = await drawScene({ plate, seed: sent });
    const { plateBox, vehicleBox } = scene;
    const recognition = sampleRecognition({ plate, camera: testCamera, timestamp: new Date(clock.now()), plateBox, vehicleBox });
    const host = status.host === "0.0.0.0" || status.host === "::" ? "127.0.0.1" : status.host;
    const url = `${status.tls ? "https" : "http"}://${host.includes(":") ? `[${host}]` : host}:${status.port}/`;
    const answer = await postWebhook({ url, token: testToken, recognition, image: scene.jpeg, ownReceiver: true });
    if (answer.status !== 200)
      throw new ConsoleError(phrase("console.testPlateAnswered", { status: answer.status, said: answer.body }));
    return { plate };
  };
}
