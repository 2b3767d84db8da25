import { existsSync, type ReadStream, readFileSync } from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import { join, resolve } from "node:path";
import sirv from "sirv";
import type { Report } from "../graphql/apollo.js";
import { isOfPortal, pathOf, searchOf } from "./address.js";
import { commonHeaders, EMPTY, refuse, send } from "./exchange.js";
import { codingOf, likesPages } from "./negotiation.js";

const PORTAL = resolve("portal/dist");
const PLAYGROUND = resolve("playground/dist");

type Answer = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/** Everything comes from this server and goes to this server only. */
const policyOf = (styles: string): string =>
  `default-src 'none'; script-src 'self'; style-src ${styles}; font-src 'self' data:; img-src 'self' data:; ` +
  "connect-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

const PORTAL_POLICY = policyOf("'self'");
/** GraphiQL brings inline styles of its own. */
const PLAYGROUND_POLICY = policyOf("'self' 'unsafe-inline'");

/** The portal, the playground, and what a browser or a program is told where there is nothing. */
export function createStaticFiles(report: Report): Answer {
  const missing = missingOf(join(PORTAL, "404.html"));
  const portal = filesOf(PORTAL, "", PORTAL_POLICY, missing, report);
  const playground = filesOf(PLAYGROUND, "/playground", PLAYGROUND_POLICY, missing, report);
  return async (request, response) => {
    const path = pathOf(request);
    if (path === "/playground") return toPlayground(request, response);
    if (path.startsWith("/playground/")) return playground(request, response);
    if (isOfPortal(path)) return portal(request, response);
    const [, page] = /^\/([\w-]+)\/$/.exec(path) ?? [];
    if (page) return send(request, response, 302, EMPTY, { location: `../${page}${searchWithMark(request)}` });
    return missing(request, response);
  };
}

/** As seen from where the request came to: a proxy may serve all of this under a path of its own. */
export const toPlayground: Answer = async (request, response) =>
  send(request, response, 302, EMPTY, { location: "playground/", vary: "accept" });

const searchWithMark = (request: IncomingMessage): string => searchOf(request) && `?${searchOf(request)}`;

/** A browser gets a page that says so in words, whatever the depth of its address; a program a code. */
function missingOf(file: string): Answer {
  const page = existsSync(file) ? readFileSync(file, "utf8") : undefined;
  return async (request, response) => {
    if (!page || !/^(?:GET|HEAD)$/.test(request.method ?? "") || !likesPages(request))
      return refuse(request, response, "NOT_FOUND");
    // What a client asks for may have no slash: "*".
    const above = "../".repeat(Math.max(0, pathOf(request).split("/").length - 2));
    send(request, response, 404, Buffer.from(page.replaceAll('="./', `="./${above}`)), {
      "content-type": "text/html;charset=utf-8",
      "content-security-policy": PORTAL_POLICY,
      "cache-control": "no-cache",
      vary: "accept",
    });
  };
}

/** The files of a folder, where it has been built, below this address. */
function filesOf(folder: string, below: string, policy: string, missing: Answer, report: Report): Answer {
  if (!existsSync(folder)) return missing;
  const serve = sirv(folder, {
    etag: true,
    // As the build has packed them beside each file.
    brotli: true,
    gzip: true,
    setHeaders(response, path) {
      response.setHeader("content-security-policy", policy);
      // sirv knows no type of this one.
      if (path.endsWith(".ico")) response.setHeader("content-type", "image/x-icon");
      // Files under assets/ carry a hash of their content in their names.
      const forever = path.includes("/assets/");
      response.setHeader("cache-control", forever ? "public, max-age=31536000, immutable" : "no-cache");
    },
  });
  return async (request, response) => {
    const { url } = request;
    const asked = request.headers["accept-encoding"];
    const common = commonHeaders(request);
    for (let i = 0; i < common.length; i += 2) response.setHeader(common[i] ?? "", common[i + 1] ?? "");
    // sirv looks for the name of a coding alone, also where the client says that it cannot read it.
    request.headers["accept-encoding"] = codingOf(request) ?? "";
    // Nor does it check what parts of a file it is asked for. All of it is as good an answer.
    delete request.headers.range;
    // Nor does it look after the file that it sends, which may have gone, or after a client that leaves.
    response.once("pipe", (file: ReadStream) => {
      file.once("error", (error) => {
        report(error);
        response.destroy();
      });
      response.once("close", () => file.destroy());
    });
    request.url = url?.slice(below.length);
    serve(request, response, () => {
      request.url = url;
      request.headers["accept-encoding"] = asked;
      for (const name of response.getHeaderNames()) response.removeHeader(name);
      return missing(request, response);
    });
  };
}
