/** A turn of the event loop: when all that has arrived by now has been taken up. */
export const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** So long everybody else is kept waiting at the most, but for what cannot be done in parts. */
const LONGEST_TURN_MS = 10;

let endsAt: number | undefined;

/** Whether what was done in this turn of the event loop has taken so long that others should have theirs. */
function isOver(): boolean {
  const now = performance.now();
  if (endsAt === undefined) {
    endsAt = now + LONGEST_TURN_MS;
    setImmediate(() => {
      endsAt = undefined;
    });
  }
  return now > endsAt;
}

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

async function letGo(): Promise<void> {
  do {
    waiting.shift()?.();
    // What that was waited for begins before the next has its turn.
    await undefined;
  } while (waiting.length > 0 && !isOver());
  isLetting = waiting.length > 0;
  if (isLetting) setImmediate(letGo);
}
