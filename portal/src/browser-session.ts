// Who is signed in by the cookie of this host, for whichever page of it: the portal and the playground have one session.
// The access token stays in memory; what lasts is a cookie that no program of a page can read, and that is sent to the
// addresses of the session alone.
import { language } from "./language.js";

export interface Account {
  readonly name: string;
  readonly role: string;
  readonly facility: { readonly code: string; readonly name: string } | null;
}

/** What is wrong with what somebody typed. */
export interface UserError {
  readonly path: readonly (string | number)[];
  readonly code: string;
  readonly message: string;
}

interface Session {
  readonly accessToken: string;
  readonly expiresAt: string;
  readonly account: Account;
}

/** Nobody knows yet; nobody; somebody; somebody whose session has ended, and whose page goes on as it was. */
export type State =
  | { readonly is: "unknown" }
  | { readonly is: "out" }
  | { readonly is: "in"; readonly account: Account }
  | { readonly is: "ended"; readonly account: Account };

/** That somebody has signed in in this browser, and not who: without it nobody asks whether a session goes on. */
export const MARK = "hue:signed-in";
/** So long before it ends a token is renewed. */
const MARGIN_MS = 30_000;

/** The session of this browser; `addressOf` tells where `session/start` and its like are, as the page sees it. */
export function browserSession(addressOf: (path: string) => string) {
  let session: Session | undefined;
  let state: State = { is: localStorage.getItem(MARK) ? "unknown" : "out" };
  let renewing: Promise<string | undefined> | undefined;
  const listeners = new Set<() => void>();

  function become(next: State): void {
    state = next;
    for (const listener of listeners) listener();
  }

  const signedIn = (): Account | undefined => ("account" in state ? state.account : undefined);

  /** The token to ask with; a new one where the old one ends, or is accepted no longer. */
  async function accessToken(isExpired: boolean): Promise<string | undefined> {
    const isGood = session && Date.parse(session.expiresAt) - MARGIN_MS > Date.now();
    return isGood && !isExpired ? session?.accessToken : renew();
  }

  /** Goes on with the session of the cookie, if there is one. */
  async function restore(): Promise<void> {
    if (state.is === "unknown") await renew().catch(() => undefined);
    if (state.is === "unknown") become({ is: "out" });
  }

  /** Those who ask at once wait for one answer. */
  function renew(): Promise<string | undefined> {
    renewing ??= post("refresh").then(({ status, body }) => {
      if (status === 200) return enter(body as Session);
      // An outage ends nothing: the next one who asks tries again.
      if (status === 401) leave();
      return undefined;
    });
    return renewing.finally(() => {
      renewing = undefined;
    });
  }

  function enter(next: Session): string {
    const before = signedIn()?.name;
    session = next;
    localStorage.setItem(MARK, "1");
    // Somebody else has signed in in another window: nothing of what this one shows is theirs.
    if (before !== undefined && before !== next.account.name) location.reload();
    become({ is: "in", account: next.account });
    return next.accessToken;
  }

  function leave(): void {
    session = undefined;
    localStorage.removeItem(MARK);
    const account = signedIn();
    become(account ? { is: "ended", account } : { is: "out" });
  }

  /** Signs in; answers what is wrong with name and passwords, or nothing. Throws where nobody answers. */
  async function signIn(input: {
    name: string;
    password: string;
    newPassword?: string;
  }): Promise<readonly UserError[]> {
    const { status, body } = await post("start", input);
    const { userErrors, errors } = body as {
      userErrors?: readonly UserError[];
      errors?: readonly { message: string }[];
    };
    if (userErrors) return userErrors;
    if (status !== 200) throw new Error(errors?.[0]?.message ?? String(status));
    if (state.is === "ended") become({ is: "out" });
    enter(body as Session);
    return [];
  }

  /** Ends the session on every server. What was kept of it here goes with the page. */
  async function signOut(): Promise<void> {
    const { status } = await post("end");
    if (status !== 200) return;
    session = undefined;
    localStorage.removeItem(MARK);
    become({ is: "out" });
  }

  async function post(
    what: "start" | "refresh" | "end",
    input: object = {},
  ): Promise<{ status: number; body: object }> {
    const response = await fetch(addressOf(`session/${what}`), {
      method: "POST",
      headers: { "content-type": "application/json", "accept-language": language() },
      body: JSON.stringify(input),
    });
    return { status: response.status, body: await response.json().catch(() => ({})) };
  }

  return {
    state: () => state,
    /** Tells when somebody has come or gone; answers how to hear of it no more. */
    listen(listener: () => void): () => void {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    ...{ signedIn, accessToken, restore, signIn, signOut },
  };
}
