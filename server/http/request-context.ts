import type { IncomingMessage } from "node:http";
import { addressOf } from "../concepts/access/session/address.js";
import { PUBLIC_VIEWER } from "../core/access/viewer.js";
import { Context, type Shared } from "../core/context.js";
import { languageOf } from "./negotiation.js";
import { seenOf } from "./witness.js";

/** A request with who asks; who says nothing of it is the public. Rejects with a Refusal, also of who has asked too much. */
export async function contextOf(shared: Shared, request: IncomingMessage): Promise<Context> {
  const { authorization } = request.headers;
  const recognised = authorization === undefined ? undefined : await shared.auth.recognise(authorization);
  const viewer = recognised?.viewer ?? PUBLIC_VIEWER;
  const budget = shared.rates.of(viewer, addressOf(request, shared.auth.proxies));
  const seen = Object.assign(seenOf(request), { viewer, budget });
  budget.require();
  const context = new Context(shared, languageOf(request), { viewer, request, budget, seen });
  if (recognised) await context.snapshots.begin(recognised.revision);
  return context;
}
