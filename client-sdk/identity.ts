// Who asks, as far as answers are kept and shared apart.
import type { Connection } from "./connection.js";

/**
 * Of which server, in which language and of whom an answer is: only calls of the same scope share anything, and each
 * keeps its own. Undefined where nobody can tell who asks: a function may give another person's token each time.
 */
export function scopeOf({ url, language, identity, token }: Connection): string | undefined {
  const who = (typeof identity === "function" ? identity() : identity) || (token ?? "");
  return typeof who === "string" ? JSON.stringify([url, language, who]) : undefined;
}

/**
 * The same for what is kept longer than a token holds, and so never by its text: by the account that an access token
 * names, or by that part of an API key that lists show.
 */
export const lastingScopeOf = ({ token, ...connection }: Connection): string | undefined =>
  scopeOf({ ...connection, token: typeof token === "string" && token ? (accountOf(token) ?? NOBODY) : token });

const NOBODY = () => undefined;

function accountOf(token: string): string | undefined {
  try {
    const { iss, sub } = JSON.parse(atob((token.split(".")[1] ?? "").replace(/-/g, "+").replace(/_/g, "/")));
    if (sub) return `${iss} ${sub}`;
  } catch {}
  return /^hhk_.{8}/.exec(token)?.[0];
}
