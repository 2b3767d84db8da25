/** A turn of the event loop: when all that has arrived by now has been taken up. */
export const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** A turn in which nobody else has done anything takes less. */
const IDLE_TURN_MS = 0.2;

/**
 * For long work that nobody waits for by the millisecond: a turn of the event loop, and more of them for as long as others
 * have something to do, until they have had as much time as was taken just now.
 */
export async function giveWay(takenMs: number): Promise<void> {
  const until = performance.now() + takenMs;
  for (let now = performance.now(); ; ) {
    const began = now;
    await turn();
    now = performance.now();
    if (now >= until || now - began < IDLE_TURN_MS) return;
  }
}

/** So long everybody else is kept waiting at the most, but for what cannot be done in parts. */
const LONGEST_TURN_MS = 10;
/** And so long by who is nearly done. */
const LONGEST_TO_FINISH_MS = 15;

let beganAt: number | undefined;

/** Whether what was done in this turn of the event loop has taken so long that others should have theirs. */
function isOver(mostMs = LONGEST_TURN_MS): boolean {
  const now = performance.now();
  if (beganAt === undefined) {
    beganAt = now;
    setImmediate(() => {
      beganAt = undefined;
    });
  }
  return now - beganAt > mostMs;
}

/** When everything is done that needs no waiting: the next tick comes after all promises that are settled by then. */
const afterAllSettled = (work: () => void): void => queueMicrotask(() => process.nextTick(work));

const waiting: (() => void)[] = [];
let isLetting = false;

/** Does it in a later turn, when those who have waited for longer have been let go. */
export function later(work: () => void): void {
  waiting.push(work);
  if (isLetting) return;
  isLetting = true;
  setImmediate(letGo);
}

/** For who is about to do some work: undefined, and it may be done now; else when. */
export const mayGoOn = (): Promise<void> | undefined =>
  waiting.length === 0 && !isOver() ? undefined : new Promise(later);

/** The same for who has only to hand out what is done: until then all of it is held. */
export const mayFinish = (): Promise<void> | undefined =>
  isOver(LONGEST_TO_FINISH_MS) ? new Promise(later) : undefined;

function letGo(): void {
  waiting.shift()?.();
  afterAllSettled(() => {
    if (waiting.length > 0 && !isOver()) return letGo();
    isLetting = waiting.length > 0;
    if (isLetting) setImmediate(letGo);
  });
}

const behind: (() => void)[] = [];
let isSomebodyOn = false;

/**
 * For who was waiting for the same as others: when those before it have done all that needs no waiting. Else they would
 * go on in step, and what each has made so far would be held for all of them at once, and outlive what is thrown away
 * young.
 */
export const oneAfterTheOther = (): Promise<void> =>
  new Promise((resolve) => {
    behind.push(resolve);
    if (isSomebodyOn) return;
    isSomebodyOn = true;
    letNextGo();
  });

function letNextGo(): void {
  const goOn = behind.shift();
  isSomebodyOn = goOn !== undefined;
  goOn?.();
  if (isSomebodyOn) afterAllSettled(letNextGo);
}
