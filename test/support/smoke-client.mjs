// Starts a server by the command that follows, as whoever and wherever it is called, and says in JSON how that went: one
// question, one act, one file out and in again, and the stop. It needs nothing but Node.js. HEALTHCHECK is a command that must succeed
// while the server serves and fail after; AFTER is one that must succeed once it has stopped. Where the server invites
// nobody, ADMINISTRATOR is one that adds the account of that name. In CACHE_DIRECTORY something must have been kept
// before.
import { spawn, spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { setTimeout as wait } from "node:timers/promises";

const [command, ...args] = process.argv.slice(2);
const server = spawn(command, args, { stdio: ["ignore", "pipe", "pipe"] });
const ended = new Promise((resolve) => server.once("exit", (code, signal) => resolve(code ?? signal)));
let output = "";
for (const stream of [server.stdout, server.stderr]) stream.on("data", (text) => (output += text));

async function said(words) {
  for (const end = Date.now() + 60_000; ; ) {
    const found = words.exec(output);
    if (found) return found[1];
    if (server.exitCode !== null || server.signalCode !== null || Date.now() > end)
      throw new Error(`It never said ${words}, but: ${output}`);
    await Promise.race([new Promise((resolve) => server.stdout.once("data", resolve)), ended]);
  }
}

async function asked(url, query, variables, token) {
  const headers = { "content-type": "application/json", ...(token && { authorization: `Bearer ${token}` }) };
  const answer = await fetch(`${url}/graphql`, { method: "POST", headers, body: JSON.stringify({ query, variables }) });
  const { data, errors } = await answer.json();
  if (errors) throw new Error(JSON.stringify(errors));
  return data;
}

const statusOf = (json) => {
  if (!json) return undefined;
  const [file, ...words] = JSON.parse(json);
  return spawnSync(file, words, { stdio: "ignore" }).status;
};

const PASSWORD = "bốn mùa ở xứ Huế";

async function invited() {
  const invitation = readFileSync(await said(/lie in (.*); it asks for a password/), "utf8");
  const [, name, password] = /^name: (.*)\npassword: (.*)\n$/.exec(invitation);
  return { name, password, newPassword: PASSWORD };
}

function added([file, ...words]) {
  const { status, stderr } = spawnSync(file, words, { input: `${PASSWORD}\n`, encoding: "utf8" });
  if (status !== 0) throw new Error(`No administrator was added: ${stderr}`);
  return { name: words.at(-1), password: PASSWORD };
}

const START = `mutation ($name: String!, $password: Secret!, $newPassword: Secret) {
  sessionStart(input: { name: $name, password: $password, newPassword: $newPassword }) { session { accessToken } userErrors { message } } }`;
const RECORD = `mutation { observationRecord(input: { metric: "LINKUPS", subject: "BV-MAT", on: "2025-01-01", value: 3 }) {
  observation { value } userErrors { message } } }`;
const IMPORT = `mutation ($text: String!) { fileImport(input: { format: FACILITIES, text: $text, dryRun: true }) {
  report { rows unchanged } userErrors { message } } }`;

try {
  const url = await said(/API +(http\S+)\/graphql\n/);
  const who = process.env.ADMINISTRATOR ? added(JSON.parse(process.env.ADMINISTRATOR)) : await invited();
  const question = await asked(url, '{ facility(code: "SYT") { name } }');
  const { session } = (await asked(url, START, who)).sessionStart;
  const act = await asked(url, RECORD, {}, session.accessToken);
  const file = await (await fetch(`${url}/export/facilities.csv`)).text();
  const { report } = (await asked(url, IMPORT, { text: file }, session.accessToken)).fileImport;
  const page = await fetch(`${url}/playground/`, { headers: { connection: "close" } });
  await page.text();
  const healthy = statusOf(process.env.HEALTHCHECK);
  const { CACHE_DIRECTORY: cache } = process.env;
  const isKept = () => !cache || (existsSync(cache) && readdirSync(cache).length > 0);
  for (const end = Date.now() + 30_000; !isKept() && Date.now() < end; ) await wait(100);
  server.kill("SIGTERM");
  const code = await ended;
  const unhealthy = statusOf(process.env.HEALTHCHECK);
  const after = statusOf(process.env.AFTER);
  const rows = file.trim().split("\n").length - 1;
  const told = {
    question: question.facility.name,
    act: act.observationRecord.observation.value,
    rows,
    imported: report,
    page: page.status,
  };
  console.log(
    JSON.stringify({ ...told, healthy, unhealthy, code, stopped: /Stopped\.\s*$/.test(output), after, output }),
  );
} catch (error) {
  server.kill("SIGKILL");
  console.log(JSON.stringify({ failed: String(error), output, code: server.exitCode }));
}
