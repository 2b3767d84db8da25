/** For how many milliseconds whoever comes at any moment of that work waits until the event loop is free, on average. */
export async function heldDuring(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  let [last, squares, isOver] = [began, 0, false];
  const next = (): void => {
    const now = performance.now();
    squares += (now - last) ** 2;
    last = now;
    if (!isOver) setImmediate(next);
  };
  setImmediate(next);
  await work();
  isOver = true;
  return squares / (last - began) / 2;
}
