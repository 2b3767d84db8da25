import type { IncomingMessage } from "node:http";
import { addressOf } from "../concepts/access/session/address.js";
import { type Context, createContext, type Shared } from "../core/context.js";
import { languageOf } from "./negotiation.js";

/** A request with who asks; who says nothing of it is the public. Rejects with a Refusal, also of who has asked too much. */
export async function contextOf(shared: Shared, request: IncomingMessage): Promise<Context> {
  const context = createContext(shared, languageOf(request), request);
  const { authorization } = request.headers;
  if (authorization !== undefined) {
    const { viewer, revision } = await shared.auth.recognise(authorization);
    context.viewer = viewer;
    context.progress.revision = revision;
  }
  context.budget = shared.rates.of(context.viewer, addressOf(request, shared.auth.proxies));
  context.budget.require();
  return context;
}
