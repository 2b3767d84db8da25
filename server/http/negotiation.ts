import type { IncomingMessage } from "node:http";
import Negotiator from "negotiator";
import type { Language } from "../core/context.js";

/** Browsers of one kind send the same words; so few are kept that nobody can fill the memory with them. */
const MOST_PREFERENCES = 100;

/** What a client prefers by one of its headers; the same words are read once. */
function preference<T>(header: string, unsaid: T, read: (request: IncomingMessage) => T) {
  const known = new Map<string, T>();
  return (request: IncomingMessage): T => {
    const words = request.headers[header];
    if (typeof words !== "string") return unsaid;
    if (known.has(words)) return known.get(words) as T;
    const preferred = read(request);
    if (known.size >= MOST_PREFERENCES) known.clear();
    known.set(words, preferred);
    return preferred;
  };
}

export const languageOf = preference<Language>("accept-language", "en", (request) =>
  new Negotiator(request).language(["en", "vi"]) === "vi" ? "vi" : "en",
);

/** What an answer of JSON is called. With its charset: a client may name that as well. */
export const JSON_TYPE = "application/json; charset=utf-8";

export const isJson = (contentType = ""): boolean => /^\s*application\/json\s*(?:;|$)/i.test(contentType);

const ANSWER_TYPES = [JSON_TYPE, "application/graphql-response+json; charset=utf-8"];

/** As what a client has the answer to a question; undefined: as nothing that there is. */
export const answerTypeOf = preference<string | undefined>("accept", JSON_TYPE, (request) =>
  // A blank header says as little as none.
  request.headers.accept ? new Negotiator(request).mediaType(ANSWER_TYPES) : JSON_TYPE,
);

/** A browser that shows a page, and no program. */
export const likesPages = preference("accept", false, (request) => {
  return new Negotiator(request).mediaType([...ANSWER_TYPES, "text/html"]) === "text/html";
});

/** Server-Sent Events: an answer that goes on. */
export const EVENTS_TYPE = "text/event-stream";

/** Whether a client would rather be told how far its request is than wait for the answer alone. */
export const likesEvents = preference("accept", false, (request) => {
  return new Negotiator(request).mediaType([...ANSWER_TYPES, EVENTS_TYPE]) === EVENTS_TYPE;
});

/** How bytes are packed on their way. */
export type Coding = "br" | "gzip";

const CODINGS: readonly Coding[] = ["br", "gzip"];

/** What the types of negotiator lack: which one, of those that the client likes as well as each other. */
interface PreferringEncodings {
  encoding(available: readonly string[], options: { preferred: readonly string[] }): string | undefined;
}

/** The coding that a client likes best, of those made here; undefined: the bytes as they are. */
export const codingOf = preference<Coding | undefined>("accept-encoding", undefined, (request) => {
  const negotiator = new Negotiator(request) as unknown as PreferringEncodings;
  const best = negotiator.encoding([...CODINGS, "identity"], { preferred: CODINGS });
  return CODINGS.find((coding) => coding === best);
});
