/**
 * One end of the link between two threads. Messages that are given in one turn of the event loop go together: to wake the other thread
 * costs more than any of them.
 */
import type { MessagePort, Worker } from "node:worker_threads";

interface Message {
  kind: string;
}

/** What is done with each kind of message. */
export type Hearing<In extends Message> = { [Kind in In["kind"]]: (message: Extract<In, { kind: Kind }>) => void };

/**
 * Returns what posts. `later` says when what was gathered goes: setImmediate, after all sockets that have something;
 * process.nextTick, after all promises that are settled.
 */
export function link<In extends Message, Out extends Message>(
  port: Worker | MessagePort,
  later: (send: () => void) => void,
  hearing: Hearing<In>,
): (message: Out) => void {
  let gathered: Out[] = [];
  port.on("message", (messages: readonly In[]) => {
    // The table's type pairs kind and message, which is lost in the index.
    for (const message of messages) hearing[message.kind as In["kind"]](message as never);
  });
  return (message) => {
    gathered.push(message);
    if (gathered.length > 1) return;
    later(() => {
      const messages = gathered;
      gathered = [];
      port.postMessage(messages);
    });
  };
}
