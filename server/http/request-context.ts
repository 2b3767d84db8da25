import type { IncomingMessage } from "node:http";
import { addressOf } from "../concepts/access/session/address.js";
import { PUBLIC_VIEWER, type Viewer } from "../core/access/viewer.js";
import { Context, type Shared } from "../core/context.js";
import { languageOf } from "./negotiation.js";
import { seenOf } from "./witness.js";

/** A request with who asks; who says nothing of it is the public. A Refusal, also of who has asked too much. */
export function contextOf(shared: Shared, request: IncomingMessage): Context | Promise<Context> {
  const { authorization } = request.headers;
  return authorization === undefined ? contextOfPublic(shared, request) : recognised(shared, request, authorization);
}

/** The same of whom what he sends says nothing but his cookie, or his password. */
export const contextOfPublic = (shared: Shared, request: IncomingMessage): Context =>
  paying(shared, request, PUBLIC_VIEWER);

async function recognised(shared: Shared, request: IncomingMessage, authorization: string): Promise<Context> {
  const { viewer, revision } = await shared.auth.recognise(authorization);
  const context = paying(shared, request, viewer);
  await context.snapshots.begin(revision);
  return context;
}

function paying(shared: Shared, request: IncomingMessage, viewer: Viewer): Context {
  const budget = shared.rates.of(viewer, addressOf(request, shared.auth.proxies));
  const seen = seenOf(request);
  seen.viewer = viewer;
  seen.budget = budget;
  budget.require();
  return new Context(shared, languageOf(request), { viewer, request, budget, seen });
}
