// How long an editor waits for its first completion in a file that uses the SDK, beside others: `npx tsx bench/first-completion.ts`.
import { existsSync, mkdirSync, symlinkSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { firstCompletion } from "../test/support/editor.js";
import { SdkProject } from "../test/support/sdk-project.js";

/** How often each is tried: `npx tsx bench/first-completion.ts 3`. */
const TIMES = Number(process.argv[2] ?? 7);

const OURS = `import { createClient } from "hue-health-sdk";
const client = createClient({ url: "" });
`;
const AREA = `${OURS}const { area } = await client.districtPage({ code: "478" });
`;

/** Each file ends where its first completion is asked for. */
const FILES: readonly { name: string; needs: string; text: string; conditions?: string[] }[] = [
  { name: "a package of one line", needs: "of-one-line", text: 'import { client } from "of-one-line";\nclient.«' },
  { name: "ours: which methods", needs: "hue-health-sdk", text: `${OURS}client.«` },
  { name: "ours: which variables", needs: "hue-health-sdk", text: `${OURS}client.facilityPage({ «` },
  { name: "ours: which fields", needs: "hue-health-sdk", text: `${AREA}area?.facilities.nodes[0]?.«` },
  {
    ...{ name: "ours in both languages: which fields", needs: "hue-health-sdk", conditions: ["vi"] },
    text: `${AREA}area?.facilities.nodes[0]?.«`,
  },
  {
    ...{ name: "graphql-request: which methods", needs: "graphql-request" },
    text: 'import { GraphQLClient } from "graphql-request";\nconst client = new GraphQLClient("");\nclient.«',
  },
  {
    ...{ name: "Apollo Client: which methods", needs: "@apollo/client" },
    text: 'import { ApolloClient } from "@apollo/client";\ndeclare const client: ApolloClient;\nclient.«',
  },
  {
    ...{ name: "Linear's SDK: which methods", needs: "@linear/sdk" },
    text: 'import { LinearClient } from "@linear/sdk";\nconst client = new LinearClient({ apiKey: "" });\nclient.«',
  },
];

const project = SdkProject.packed();
project.write("node_modules/of-one-line/package.json", '{ "type": "module", "exports": "./index.js" }');
project.write("node_modules/of-one-line/index.d.ts", "export declare const client: { one(): void };");

/** Peers are those that `npm ci` has installed in bench/. */
function isThere(name: string): boolean {
  const [place, installed] = [join(project.dir, "node_modules", name), resolve("bench/node_modules", name)];
  if (!existsSync(place) && existsSync(installed)) {
    mkdirSync(dirname(place), { recursive: true });
    symlinkSync(installed, place);
  }
  return existsSync(place);
}

try {
  const times = new Map(FILES.filter(({ needs }) => isThere(needs)).map((file) => [file, [] as number[]]));
  // In turns, so that whatever else the machine does is borne by all.
  for (let i = 0; i < TIMES; i += 1)
    for (const [{ text, conditions = [] }, measured] of times) {
      const options = { target: "es2022", module: "nodenext", strict: true, types: [], customConditions: conditions };
      project.write("tsconfig.json", JSON.stringify({ compilerOptions: options, include: ["editor.mts"] }));
      const { ms, names } = await firstCompletion(project.dir, text);
      if (names.length === 0) throw new Error(`Nothing was shown in ${text}`);
      measured.push(ms);
    }
  console.log("| a file that has just been opened | first completion, ms: quickest | middle |\n| --- | --- | --- |");
  for (const [{ name }, measured] of times) {
    const sorted = measured.sort((a, b) => a - b).map((ms) => ms.toFixed(0));
    console.log(`| ${name} | ${sorted[0]} | ${sorted[Math.floor(TIMES / 2)]} |`);
  }
} finally {
  project.close();
}
