// Keeps the pages and programs of the portal for when the network is cut. What pages show is asked and kept by the pages
// themselves; of what is seen by those signed in nothing is.
const KEPT = "hue-portal";
/** Programs of earlier versions go when so many are kept. */
const MOST = 80;

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== location.origin) return;
  const below = pathname.slice(new URL("./", location.href).pathname.length);
  // The name of such a file says what is in it.
  if (/^assets\/[^/]+$/.test(below)) event.respondWith(keptElse(request));
  else if (request.mode === "navigate" && /^[\w-]*$/.test(below)) event.respondWith(freshElse(request, pathname));
});

async function keptElse(request) {
  const cache = await caches.open(KEPT);
  const kept = await cache.match(request);
  if (kept) return kept;
  return keep(cache, request, await fetch(request));
}

/** A page by its address without what stands behind it: that is read by the page. */
async function freshElse(request, pathname) {
  const cache = await caches.open(KEPT);
  try {
    return await keep(cache, pathname, await fetch(request));
  } catch (error) {
    // Any page of the portal becomes the one that is asked for.
    const kept = (await cache.match(pathname)) ?? (await cache.match(new URL("./", location.href).pathname));
    if (kept) return kept;
    throw error;
  }
}

async function keep(cache, key, response) {
  if (response.ok && response.type === "basic" && !response.redirected) {
    await cache.put(key, response.clone());
    const keys = await cache.keys();
    for (const old of keys.slice(0, Math.max(0, keys.length - MOST))) await cache.delete(old);
  }
  return response;
}
