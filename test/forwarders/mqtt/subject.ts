/** How the conformance suite makes a broker fail: with the codes of MQTT in place of HTTP's. */
import type { FailureKind } from "../../../src/shared/delivery.ts";
import { type MqttOptions, type MqttSimulator, startMqtt } from "../../simulators/mqtt.ts";
import type { Answers, Subject } from "../conformance.ts";

export interface MqttSubject extends Subject {
  broker: MqttSimulator;
}

export async function mqttSubject(options: MqttOptions, entered: Record<string, unknown> = {}): Promise<MqttSubject> {
  const account = { username: "lpr", password: "planted-mqtt-word" };
  const broker = await startMqtt({ ...options, ...account });
  const { failing, taken, refusals, arrived, close } = broker;
  return {
    ...{ broker, failing, taken, refusals, arrived, close },
    settings: () => ({ url: broker.url, ...account, ...entered }),
    secrets: [account.password],
    impatient: { timeoutS: 1 },
  };
}

const loginRefused = (code: number, kind: FailureKind): Answers<MqttSubject>["failures"][number] => [
  `login code ${code}`,
  kind,
  ({ broker, secrets }) => broker.behave({ loginCode: code, says: secrets[0] ?? "" }),
];
const readRefused = (code: number, kind: FailureKind): Answers<MqttSubject>["failures"][number] => [
  `code ${code} for a read`,
  kind,
  ({ broker, secrets }) => broker.behave({ publishCode: code, says: secrets[0] ?? "" }),
];

export const inMqtt5: Answers<MqttSubject> = {
  failures: [
    ...([128, 131, 136, 137, 151, 159] as const).map((code) => loginRefused(code, "busy")),
    ...([134, 135, 138] as const).map((code) => loginRefused(code, "unauthorized")),
    ...([129, 130, 132, 133, 140, 144, 156, 157] as const).map((code) => loginRefused(code, "misconfigured")),
    ...([128, 145, 151, 137, 147, 150, 152] as const).map((code) => readRefused(code, "busy")),
    ...([131, 149, 153] as const).map((code) => readRefused(code, "rejected")),
    ...([144, 154, 155, 156, 157] as const).map((code) => readRefused(code, "misconfigured")),
    ...([139, 141, 142] as const).map((code) => readRefused(code, "unreachable")),
    readRefused(135, "unauthorized"),
  ],
  number: /\(MQTT code \d+\)/,
  saysWhen: false,
};
export const inMqtt311: Answers<MqttSubject> = {
  failures: [
    loginRefused(2, "misconfigured"),
    loginRefused(3, "busy"),
    loginRefused(4, "unauthorized"),
    loginRefused(5, "unauthorized"),
  ],
  number: /\(MQTT code \d+\)/,
  saysWhen: false,
};
