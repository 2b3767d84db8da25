/** A turn of the event loop: when all that has arrived by now has been taken up. */
export const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
