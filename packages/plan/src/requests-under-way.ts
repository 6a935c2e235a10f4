// Not the global ones: a test's fake timers would hold them.
import { performance } from 'node:perf_hooks';
import { setTimeout } from 'node:timers';

/**
 * What Node carries out once and then is through with: a file is read, a name is looked up. No timer, server or connection, of which nobody knows whether
 * it ever ends.
 */
const REQUESTS = /^(?:FSReq|CloseReq|FileHandleCloseReq|GetAddrInfoReq|GetNameInfoReq)/;

/** How long they may keep a recording: a pipe to which nobody writes is read for ever. */
const LONGEST = 3_000;

/** Requests of this process beyond those that were under way when the program began, which are others'. */
export class RequestsUnderWay {
  readonly #before = count();
  #since: number | undefined;

  /** Waits until none is left or the program is over; whether there may be something new of it. */
  async waited(isOver: () => boolean): Promise<boolean> {
    if (count() <= this.#before) return false;
    this.#since ??= performance.now();
    while (count() > this.#before && !isOver()) {
      if (performance.now() - this.#since > LONGEST) {
        throw new Error('the program never ends: nobody awaits what it reads from a file or looks up, and that takes longer than 3 s; await it');
      }
      await new Promise(resolve => setTimeout(resolve, 1));
    }
    return !isOver();
  }
}

function count(): number {
  return process.getActiveResourcesInfo().filter(type => REQUESTS.test(type)).length;
}
