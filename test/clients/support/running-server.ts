import { type ChildProcess, spawn } from "node:child_process";
import { addTestAccount, signedIn } from "../../support/accounts.js";
import { AUDIT_SECRET, loadedDatabase, type TestDatabase } from "../../support/database.js";

const AUTH_SECRET = "JxE60xiRSxsllSd3ZnELDLzX39QSnibmiC-75fokoUA";
const SLOWEST_START_MS = 60_000;

/** The server as `npm start` runs it, in a process of its own, with everything that is in data/. */
export class RunningServer {
  private constructor(
    /** Such as http://127.0.0.1:40123; the API is at /graphql. */
    readonly url: string,
    /** Who signed in as the Department. */
    readonly department: Record<string, string>,
    private readonly child: ChildProcess,
    private readonly database: TestDatabase,
  ) {}

  static async start(): Promise<RunningServer> {
    const database = await loadedDatabase();
    const { address, db } = database;
    await addTestAccount(db, "sở", "ADMIN");
    const DATABASE_URL = address.kind === "mysql" ? address.url : `file:${address.file}`;
    const env = { ...process.env, AUTH_SECRET, AUDIT_SECRET, DATABASE_URL, PORT: "0", NODE_ENV: "development" };
    const child = spawn(process.execPath, ["scripts/start.mjs"], { env });
    const url = await addressSaidBy(child);
    const { headers } = await signedIn({ url }, "sở");
    return new RunningServer(url, headers, child, database);
  }

  get api(): string {
    return `${this.url}/graphql`;
  }

  async close(): Promise<void> {
    const ended = new Promise((resolve) => this.child.once("exit", resolve));
    this.child.kill("SIGTERM");
    await ended;
    await this.database.close();
  }
}

function addressSaidBy(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let output = "";
    const give = (reason: string) => reject(new Error(`${reason}:\n${output}`));
    const late = setTimeout(() => give("The server did not start in time"), SLOWEST_START_MS);
    const hear = (text: unknown) => {
      output += text;
      const [, address] = /API +(http\S+)\/graphql/.exec(output) ?? [];
      if (address === undefined) return;
      clearTimeout(late);
      resolve(address);
    };
    child.stdout?.on("data", hear);
    child.stderr?.on("data", hear);
    child.once("exit", () => give("The server ended"));
  });
}
