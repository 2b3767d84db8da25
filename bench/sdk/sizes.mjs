// Bundles the same small program with each client, and weighs it.
import { brotliCompressSync, gzipSync } from "node:zlib";
import { build } from "esbuild";

const WHO = "query Viewer { viewer { role } }";
const URL = "http://127.0.0.1:4000/graphql";

const bundled = await build({
  entryPoints: ["client-sdk/index.ts"],
  ...{ bundle: true, write: false, format: "esm", outdir: ".", metafile: true },
});
const EVERYTHING = Object.values(bundled.metafile.outputs).flatMap((output) => output.exports);

/** The same program for each: one query, "who am I?", and its answer is printed. */
const PROGRAMS = [
  {
    name: "ours, with one operation",
    program: `import { request, Viewer } from "../../client-sdk/index.js";
      request({ url: "${URL}" }, Viewer).then(console.log);`,
  },
  {
    name: "ours, `createClient` with every operation",
    program: `import { createClient } from "../../client-sdk/index.js";
      createClient({ url: "${URL}" }).viewer().then(console.log);`,
  },
  {
    name: "ours, everything that there is",
    program: `import { ${EVERYTHING} } from "../../client-sdk/index.js"; console.log(${EVERYTHING});`,
  },
  {
    name: "Octokit's GraphQL client",
    from: "@octokit/graphql",
    program: `import { graphql } from "@octokit/graphql";
      graphql("${WHO}", { baseUrl: "${URL}" }).then(console.log);`,
  },
  {
    name: "urql core",
    from: "@urql/core",
    program: `import { Client, fetchExchange } from "@urql/core";
      new Client({ url: "${URL}", exchanges: [fetchExchange] }).query("${WHO}", {}).toPromise().then(console.log);`,
  },
  {
    name: "urql core, with its cache of documents",
    from: "@urql/core",
    program: `import { cacheExchange, Client, fetchExchange } from "@urql/core";
      new Client({ url: "${URL}", exchanges: [cacheExchange, fetchExchange] }).query("${WHO}", {}).toPromise().then(console.log);`,
  },
  {
    name: "graphql-request",
    from: "graphql-request",
    program: `import { request } from "graphql-request";
      request("${URL}", "${WHO}").then(console.log);`,
  },
  {
    name: "Apollo Client, without React",
    from: "@apollo/client",
    program: `import { ApolloClient, gql, HttpLink, InMemoryCache } from "@apollo/client";
      new ApolloClient({ link: new HttpLink({ uri: "${URL}" }), cache: new InMemoryCache() })
        .query({ query: gql("${WHO}") }).then(console.log);`,
  },
  {
    name: "Linear's SDK",
    from: "@linear/sdk",
    program: `import { LinearClient } from "@linear/sdk";
      new LinearClient({ apiKey: "none", apiUrl: "${URL}" }).viewer.then(console.log);`,
  },
];

/** What each program weighs in an app: bundled for browsers as for production, minified, packed as servers do. */
export async function sizes(versionOf, say) {
  const rows = [];
  for (const { name, from, program } of PROGRAMS) {
    say(`bundling: ${name}`);
    const { outputFiles } = await build({
      stdin: { contents: program, resolveDir: "bench/sdk", loader: "ts" },
      ...{ bundle: true, minify: true, write: false, format: "esm", platform: "browser", logLevel: "error" },
      define: { "process.env.NODE_ENV": '"production"' },
      conditions: ["production", "module"],
      external: ["crypto"], // Node's own, which a part of Linear's SDK asks for
    });
    const [{ contents }] = outputFiles;
    rows.push({
      name: from ? `${name} ${versionOf(from)}` : name,
      minified: contents.length,
      gzip: gzipSync(contents, { level: 9 }).length,
      brotli: brotliCompressSync(contents).length,
    });
  }
  return rows;
}
