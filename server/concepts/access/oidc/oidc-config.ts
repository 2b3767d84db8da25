export interface OidcConfig {
  issuer: string;
  audience: string;
  /** Names of claims; a dot leads into an object, as in `realm_access.roles`. */
  roleClaim: string;
  facilityClaim: string;
  nameClaim: string;
}

/** Whether nobody on the way can answer in its place: by https, or on this machine, to try it, without encryption too. */
export const isTrusted = ({ protocol, hostname }: URL): boolean =>
  protocol === "https:" || (protocol === "http:" && ["localhost", "127.0.0.1", "[::1]"].includes(hostname));
