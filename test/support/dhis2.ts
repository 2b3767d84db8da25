import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadDataset } from "../../server/concepts/import/dataset.js";
import { addTestAccount, signedIn } from "./accounts.js";
import { emptyDatabase, type TestDatabase } from "./database.js";
import type { TestServer } from "./server.js";

type Asked = Pick<TestServer, "url">;

export const fetchDhis2 = ({ url }: Asked, path: string, init: RequestInit = {}): Promise<Response> =>
  fetch(`${url}/dhis2${path}`, init);

/** What is read at an address below /dhis2; an answer that is none is thrown. */
export async function readDhis2(server: Asked, path: string, headers: Record<string, string> = {}): Promise<string> {
  const response = await fetchDhis2(server, path, { headers });
  const text = await response.text();
  if (response.status !== 200) throw new Error(`${response.status} ${text}`);
  return text;
}

// biome-ignore lint/suspicious/noExplicitAny: any answer of DHIS2.
export type Answer = any;

export const jsonAt = async (server: Asked, path: string): Promise<Answer> => JSON.parse(await readDhis2(server, path));

/** What is answered to what is sent: JSON as it is, a text as XML. */
export async function sendDhis2(
  server: Asked,
  path: string,
  body: object | string,
  headers: Record<string, string> = {},
): Promise<{ status: number; answer: Answer }> {
  const isText = typeof body === "string";
  const response = await fetchDhis2(server, path, {
    method: "POST",
    headers: { "content-type": isText ? "application/adx+xml" : "application/json", ...headers },
    body: isText ? body : JSON.stringify(body),
  });
  return { status: response.status, answer: await response.json() };
}

/** What a data value set is answered: how many there are of each, and what is wrong. */
export const importedOf = ({ answer }: { answer: Answer }) => ({
  status: answer.response.status,
  ...answer.response.importCount,
  conflicts: answer.response.conflicts,
});

const isOf = (names: readonly string[]) => (line: string) =>
  names.some((name) => line.startsWith(`register/${name}.csv,`));

/** A database that knows words and metrics, and no area, no facility and no figure. */
export const databaseWithoutUnits = (): Promise<TestDatabase> =>
  databaseOf(
    isOf([
      ...["source-documents", "source-sections", "terms", "legal-documents"],
      ...["metric-meanings", "metric-rules", "metrics"],
    ]),
  );

/** A database that knows units, areas and metrics, and no figure. */
export const databaseWithoutFigures = (): Promise<TestDatabase> => {
  const isMetric = isOf(["metric-meanings", "metric-rules", "metrics", "source-documents", "source-sections", "terms"]);
  const isUnit = (line: string) => /^register\/(?:area|facilit|legal-(?:documents|spellings))/.test(line);
  return databaseOf((line) => isMetric(line) || isUnit(line));
};

/** A database with the files of data/ whose line in its index is so. */
async function databaseOf(isKept: (line: string) => boolean): Promise<TestDatabase> {
  const database = await emptyDatabase();
  const dir = await mkdtemp(join(tmpdir(), "hue-some-of-the-data-"));
  const [header, ...lines] = (await readFile("data/index.csv", "utf8")).split("\n");
  const kept = lines.filter(isKept);
  await mkdir(join(dir, "register"));
  for (const line of kept) {
    const [file = ""] = line.split(",");
    await cp(join("data", file), join(dir, file));
  }
  await writeFile(join(dir, "index.csv"), [header, ...kept, ""].join("\n"));
  await loadDataset(database.db, dir);
  await rm(dir, { recursive: true });
  return database;
}

/** Somebody of the Department who has signed in. */
export async function departmentOf(server: TestServer): Promise<Record<string, string>> {
  await addTestAccount(server.db, "sở", "ADMIN");
  return (await signedIn(server, "sở")).headers;
}
