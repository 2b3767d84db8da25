// Who is signed in, for the pages of the portal.
import { serverAddress } from "./address.js";
import { browserSession, type State } from "./browser-session.js";
import { useKeptOutside } from "./kept-outside.js";

export type { UserError } from "./browser-session.js";

const session = browserSession(serverAddress);

export const { signedIn, accessToken, restore, signIn, signOut } = session;

/** Who is here, for whoever shows it. */
export const useSession = (): State => useKeptOutside(session.listen, session.state);
