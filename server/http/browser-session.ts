import type { IncomingMessage, ServerResponse } from "node:http";
import type { ApolloServer } from "@apollo/server";
import type { FormattedExecutionResult } from "graphql";
import { SESSION_MS } from "../concepts/access/session/sessions.js";
import type { Context, Shared } from "../core/context.js";
import { ERROR_STATUS, type ErrorCode, Refusal } from "../core/schema/errors.js";
import { requestRefusal } from "../core/schema/messages.js";
import type { LocalizedMessage } from "../core/text/localized-message.js";
import type { Report } from "../graphql/apollo.js";
import { askAgain, askNew } from "../graphql/ask.js";
import type { Executor } from "../graphql/executor.js";
import { readBytes, refuseAs, send } from "./exchange.js";
import * as messages from "./http.messages.js";
import { isJson, JSON_TYPE } from "./negotiation.js";
import { jsonIn, textIn } from "./question.js";
import { contextOfPublic } from "./request-context.js";
import { isSecure, requireSameOrigin } from "./same-origin.js";
import { seenOf } from "./witness.js";

/** The longest name and passwords that are taken, each letter escaped, and more. */
const LARGEST = 10_000;

/** Holds the refresh token of a session, for a browser alone. */
const COOKIE = "hue_health_session";

const SESSION = "session { accessToken expiresAt refreshToken account { name role facility { code name } } }";
const USER_ERRORS = "userErrors { path code message }";

/** The acts that stand behind the addresses: whatever holds for them, holds here. */
const START = `mutation PageSessionStart($input: SessionStartInput!) { sessionStart(input: $input) { ${SESSION} ${USER_ERRORS} } }`;
const REFRESH = `mutation PageSessionRefresh($input: SessionRefreshInput!) { sessionRefresh(input: $input) { ${SESSION} ${USER_ERRORS} } }`;
const END = `mutation PageSessionEnd($input: SessionEndInput!) { sessionEnd(input: $input) { ended ${USER_ERRORS} } }`;

/** What an act answers, of those three. */
interface Payload {
  session?: ({ refreshToken: string } & Record<string, unknown>) | null;
  userErrors: readonly object[];
}

/** What is answered, and which refresh token the browser holds from then on: null none, undefined the one that it has. */
interface Answered {
  body: object;
  token: string | null | undefined;
}

/**
 * Signing in for a page in a browser: the refresh token is in a cookie that no program of a page reads, and that a
 * browser sends to these addresses alone, since it names no path. Nothing else on this server reads a cookie.
 * See docs/decisions/28-a-cookie-for-the-page.md.
 */
export class BrowserSession {
  constructor(
    private readonly apollo: ApolloServer<Context>,
    private readonly executor: Executor,
    private readonly shared: Shared,
    private readonly report: Report,
  ) {}

  /** Name and password are in the body. */
  readonly start = (request: IncomingMessage, response: ServerResponse): Promise<void> =>
    this.#answer("start", request, response, async (sent, context) => {
      if (!isSignIn(sent)) throw new Refusal("BAD_REQUEST", messages.noSignIn);
      const { session, userErrors } = await this.#do(START, sent, context);
      return session ? handedOut(session) : { body: { userErrors }, token: undefined };
    });

  readonly refresh = (request: IncomingMessage, response: ServerResponse): Promise<void> =>
    this.#answer("refresh", request, response, async (sent, context) => {
      requireNothing(sent);
      const refreshToken = tokenIn(request);
      const { session } = (refreshToken && (await this.#do(REFRESH, { refreshToken }, context))) || {};
      if (!session) throw new NotSignedIn();
      return handedOut(session);
    });

  /** Whoever has no session, or none any more, has what he asks for. */
  readonly end = (request: IncomingMessage, response: ServerResponse): Promise<void> =>
    this.#answer("end", request, response, async (sent, context) => {
      requireNothing(sent);
      const refreshToken = tokenIn(request);
      if (refreshToken) await this.#do(END, { refreshToken }, context);
      return { body: { ended: true }, token: null };
    });

  async #answer(
    operation: string,
    request: IncomingMessage,
    response: ServerResponse,
    act: (sent: unknown, context: Context) => Promise<Answered>,
  ): Promise<void> {
    seenOf(request).asked = { operation, isKnown: true };
    const cookie = (token: string | null) => ({ "set-cookie": cookieOf(token, isSecure(request, this.#proxies)) });
    try {
      const sent = await this.#read(request);
      const { body, token } = await act(sent, await contextOfPublic(this.shared, request));
      const bytes = Buffer.from(JSON.stringify(body));
      send(request, response, 200, bytes, { "content-type": JSON_TYPE, ...(token !== undefined && cookie(token)) });
    } catch (error) {
      if (error instanceof NotSignedIn) return refuseAs(request, response, error, cookie(null));
      if (error instanceof Refusal && error.code === "METHOD_NOT_ALLOWED") {
        return refuseAs(request, response, error, { allow: "POST" });
      }
      throw error;
    }
  }

  /** What is sent, unless a page of another site might have sent it. */
  async #read(request: IncomingMessage): Promise<unknown> {
    if (request.method !== "POST") throw new Refusal("METHOD_NOT_ALLOWED", messages.byPost);
    const bytes = await readBytes(request, LARGEST);
    if (bytes === undefined) throw requestRefusal("PAYLOAD_TOO_LARGE");
    // A form of another site's page can send no such thing.
    if (!isJson(request.headers["content-type"])) throw requestRefusal("UNSUPPORTED_MEDIA_TYPE");
    requireSameOrigin(request, this.#proxies);
    return bytes.length === 0 ? undefined : jsonIn(textIn(bytes), () => new Refusal("BAD_REQUEST", messages.noJson));
  }

  get #proxies(): number {
    return this.shared.auth.proxies;
  }

  /** Does an act as whoever asks for it at /graphql. Rejects with a refusal, or answers what it answers. */
  async #do(query: string, input: object, context: Context): Promise<Payload> {
    const { accept } = context.request?.headers ?? {};
    const question = { query, variables: { input } };
    const how = { onlyQuery: false, accept };
    const again = await askAgain(this.executor, this.report, question, context, how);
    const answered = again ?? (await askNew(this.apollo, this.executor, question, context, accept));
    const [payload] = Object.values(answered.result.data ?? {}) as (Payload | null)[];
    if (payload) return payload;
    throw refusalIn(answered.result, answered.headers);
  }
}

/** Who comes without a cookie, or with one that is not good, holds none from then on. */
class NotSignedIn extends Refusal {
  constructor() {
    super("UNAUTHENTICATED", messages.sessionOver);
  }
}

const handedOut = ({ refreshToken, ...body }: NonNullable<Payload["session"]>): Answered => ({
  body,
  token: refreshToken,
});

/** In the words in which the act was refused, which are in the language of the request already. */
function refusalIn({ errors: [error] = [] }: FormattedExecutionResult, headers: Readonly<Record<string, string>>) {
  const code = error?.extensions?.code as ErrorCode | undefined;
  if (!error || !code || !(code in ERROR_STATUS)) return new Error("An act has answered nothing.");
  const sentence: LocalizedMessage = { en: error.message, vi: error.message };
  const wait = headers["retry-after"];
  return new Refusal(code, sentence, undefined, wait === undefined ? undefined : Number(wait));
}

interface SignIn {
  name: string;
  password: string;
  newPassword?: string | null;
}

/** Nothing but what signing in takes, so that a misspelt field is not left aside. */
function isSignIn(sent: unknown): sent is SignIn {
  if (!isRecord(sent)) return false;
  const { name, password, newPassword, ...others } = sent;
  const isText = (value: unknown) => typeof value === "string";
  return isText(name) && isText(password) && (newPassword == null || isText(newPassword)) && isEmpty(others);
}

/** What stands in the cookie is all that is asked for. */
function requireNothing(sent: unknown): void {
  if (sent !== undefined && !(isRecord(sent) && isEmpty(sent)))
    throw new Refusal("BAD_REQUEST", messages.nothingToSend);
}

const isEmpty = (record: object): boolean => Object.keys(record).length === 0;

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/**
 * The refresh token that a browser holds; undefined: none. Of two by one name another site of the same domain has put
 * one there: neither is taken.
 */
function tokenIn({ headers: { cookie = "" } }: IncomingMessage): string | undefined {
  const pairs = cookie.split(";").map((pair) => pair.trim());
  const [found, ...others] = pairs.filter((pair) => pair.startsWith(`${COOKIE}=`));
  return others.length === 0 ? found?.slice(COOKIE.length + 1) : undefined;
}

/**
 * No `Path`: a browser takes the folder of the address as it sees it, also below the path of a proxy, and `/graphql`
 * is not in it. No `Domain`: it is for this host alone.
 */
function cookieOf(token: string | null, secure: boolean): string {
  const seconds = token === null ? 0 : SESSION_MS / 1000;
  return `${COOKIE}=${token ?? ""}; Max-Age=${seconds}; HttpOnly; SameSite=Strict${secure ? "; Secure" : ""}`;
}
