// Hears from the server that something has changed, and tells the page, which asks anew.
import { serverAddress } from "./address.js";

const listeners = new Set<() => void>();
let source: EventSource | undefined;
let last: string | undefined;
/** Until when a change is taken for the one that was made here. */
let ownUntil = 0;
const OWN_MS = 3000;

/** Says that something was changed from here. */
export const changedHere = (): void => {
  ownUntil = Date.now() + OWN_MS;
};

export const isOwnChange = (): boolean => Date.now() < ownUntil;

/** Tells the listener of each change from now on; answers how to stop. */
export function onChange(listener: () => void): () => void {
  listeners.add(listener);
  listen();
  return () => listeners.delete(listener);
}

/** A page that nobody looks at keeps no connection; it hears what it missed when it is looked at again. */
function listen(): void {
  if (document.hidden || listeners.size === 0) {
    source?.close();
    source = undefined;
    return;
  }
  if (source) return;
  source = new EventSource(serverAddress("changes/stream"));
  // It is told first where everything stands now.
  source.onmessage = ({ data }: MessageEvent<string>) => {
    const isNews = last !== undefined && last !== data;
    last = data;
    if (isNews) for (const listener of listeners) listener();
  };
}

document.addEventListener("visibilitychange", listen);
