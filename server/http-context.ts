import type { IncomingMessage } from "node:http";
import { type Context, createContext, type Shared } from "./context.js";
import { languageOf } from "./http-preference.js";

/** A request with who asks; who says nothing of it is the public. Rejects with a Refusal. */
export async function contextOf(shared: Shared, request: IncomingMessage): Promise<Context> {
  const context = createContext(shared, languageOf(request), request);
  const { authorization } = request.headers;
  if (authorization === undefined) return context;
  const { viewer, revision } = await shared.auth.recognise(authorization);
  context.viewer = viewer;
  context.progress.revision = revision;
  return context;
}
