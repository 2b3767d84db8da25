// `npm run soak`: everything at once for an hour, or for --seconds, over a copy of the data; ends with 1 where memory
// grows, answers become slower, or anything goes wrong.
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { parseArgs } from "node:util";
import { ensureInstalled, ensureServerBuilt } from "./ensure.mjs";
import { growthOf, halvesOf, judge, megabytes, ms, p99 } from "./soak/judge.cjs";

const { values } = parseArgs({ options: { seconds: { type: "string", default: "3600" } } });
const seconds = Number(values.seconds);
/** How many people there are of each kind. */
const PEOPLE = { reads: 3, acts: 1, files: 1, goes: 1 };
/** One client stands for many. */
const UNLIMITED = { RATE_PUBLIC: "999999999999", RATE_STAFF: "999999999999" };
/** Of so many days somebody asks: what is kept of answers must be full before the warm-up is over. */
const DAYS = seconds < 300 ? 20 : 3000;
/** How often memory is looked at. */
const LOOKS = 20;
const PASSWORD = "bốn mùa ở xứ Huế";

ensureInstalled();
ensureServerBuilt();

const folder = mkdtempSync(join(tmpdir(), "hue-soak-"));
const server = spawn(
  process.execPath,
  ["--expose-gc", "--max-semi-space-size=8", "--require", "./scripts/soak/probe.cjs", "server/start.cjs"],
  {
    env: {
      ...process.env,
      ...UNLIMITED,
      PORT: "0",
      WORKERS: "1",
      LOG_LEVEL: "error",
      DATABASE_URL: `file:${join(folder, "soak.db")}`,
    },
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  },
);
let output = "";
for (const stream of [server.stdout, server.stderr]) stream.on("data", (text) => (output += text));
const ended = new Promise((resolve) => server.once("exit", (code) => resolve(code)));

const memory = [];
const times = [];
const wrong = [];
let isOver = false;
/** The figure that is entered, corrected and taken back. */
let known;

try {
  const url = await said(/API +(http\S+)\/graphql\n/);
  const invitation = readFileSync(await said(/lie in (.*); it asks for a password/), "utf8");
  const [, name, password] = /^name: (.*)\npassword: (.*)\n$/.exec(invitation);
  const { headers } = await signIn(url, { name, password, newPassword: PASSWORD });
  const kinds = { reads, acts, files, goes };
  const people = Object.entries(PEOPLE).flatMap(([kind, count]) =>
    Array.from({ length: count }, async (_, i) => {
      try {
        for (let turn = 0; !isOver; turn += 1) await kinds[kind]({ url, name, headers, turn, i });
      } catch (error) {
        isOver = true;
        wrong.push(error.message);
      }
    }),
  );
  for (let look = 0; look < LOOKS && !isOver; look += 1) {
    await wait((seconds * 1000) / LOOKS);
    memory.push(await measured());
  }
  isOver = true;
  await Promise.all(people);
  // Everybody hangs up: how a server stops under load is tried elsewhere.
  await globalThis[Symbol.for("undici.globalDispatcher.1")]?.close();
  server.kill("SIGTERM");
  const stopping = performance.now();
  const code = await ended;
  if (code !== 0)
    wrong.push(`The server ended with ${code}, ${ms(performance.now() - stopping)} after it was told to stop.`);
  if (/"level":"error"/.test(output))
    wrong.push(`The log tells of an error: ${/.*"level":"error".*/.exec(output)?.[0]}`);
  report();
} finally {
  server.kill("SIGKILL");
  rmSync(folder, { recursive: true, force: true });
}

function report() {
  const found = wrong.length > 0 ? [...new Set(wrong)] : judge({ memory, times });
  if (wrong.length === 0) {
    const { growth, allowed } = growthOf(memory);
    const [before, after] = halvesOf(times).map(p99);
    console.log(
      `${times.length} requests; memory ${memory.map(({ heap }) => megabytes(heap)).at(-1)}, grown by ${megabytes(growth)} of ` +
        `${megabytes(allowed)} that may be; the slowest of a hundred took ${ms(before)}, and ${ms(after)} later.`,
    );
  }
  console.log(found.length === 0 ? "All is level." : found.join("\n"));
  process.exitCode = found.length === 0 ? 0 : 1;
}

async function said(words) {
  for (;;) {
    const found = words.exec(output);
    if (found) return found[1];
    if (server.exitCode !== null) throw new Error(`The server ended: ${output}`);
    await Promise.race([new Promise((resolve) => server.stdout.once("data", resolve)), ended]);
  }
}

async function measured() {
  const told = new Promise((resolve) => server.once("message", resolve));
  server.send("measure");
  const { heap, ...others } = await told;
  for (const [what, count] of Object.entries(others))
    if (count > 0) wrong.push(`The server had ${what} that nobody took.`);
  return { requests: times.length, heap };
}

/** Asks, takes the time, and holds the status against what it should be. */
async function ask(path, expected, options = {}) {
  const since = performance.now();
  const answer = await fetch(path, options);
  const text = await answer.text();
  times.push({ ms: performance.now() - since });
  if (answer.status !== expected)
    throw new Error(`${path} answered ${answer.status} in the place of ${expected}: ${text.slice(0, 500)}`);
  return text;
}

async function query(url, text, variables = {}, headers = {}, expected = 200) {
  const body = JSON.stringify({ query: text, variables });
  const answer = await ask(`${url}/graphql`, expected, {
    method: "POST",
    headers: { "content-type": "application/json", accept: "application/graphql-response+json", ...headers },
    body,
  });
  const { data, errors } = JSON.parse(answer);
  const mistakes = data && Object.values(data).flatMap((payload) => payload?.userErrors ?? []);
  if (expected === 200 && (errors || mistakes.length > 0)) throw new Error(`${text}: ${answer.slice(0, 500)}`);
  return data;
}

/** Who reads: what many ask for, and what nobody has asked before. */
async function reads({ url, turn, i }) {
  const day = new Date(Date.UTC(2015, 0, 1 + (turn % DAYS))).toISOString().slice(0, 10);
  const questions = [
    "{ facilities { totalCount nodes { code name } } }",
    '{ assessmentRound(code: "2022") { levelDistribution { level count } } }',
    `query Q${i} { facilities(asOf: "${day}") { nodes { code name parent { name } } } }`,
    `{ facility(code: "TTYT-PHUVANG", asOf: "${day}") { name children { name } latestAssessment { reportedLevel } } }`,
    '{ discrepancies { status } metric(code: "LINKUPS") { nameVi total { value } } findings { textVi } }',
  ];
  await query(url, questions[turn % questions.length]);
}

/** Who signs in, enters a figure, corrects it, and takes it back. */
async function acts({ url, name, headers, turn }) {
  const payload = "observation { id version value } userErrors { message }";
  const step = turn % 4;
  if (step === 0) {
    const input = {
      metric: "LINKUPS",
      subject: "BV-MAT",
      on: "2021-01-01",
      value: 1,
      clientMutationId: `soak-${turn}`,
    };
    for (let times = 0; times < 2; times += 1) {
      known = (await act(url, headers, "observationRecord", input, payload)).observation;
    }
  } else if (step < 3) {
    const input = { id: known.id, expectedVersion: known.version, value: turn, reason: "Đếm lại." };
    known = (await act(url, headers, "observationCorrect", input, payload)).observation;
  } else {
    await act(
      url,
      headers,
      "observationWithdraw",
      { id: known.id, expectedVersion: known.version, reason: "Ghi nhầm." },
      payload,
    );
    // An access token is good for a quarter of an hour.
    if (turn % 40 === 39) Object.assign(headers, (await signIn(url, { name, password: PASSWORD })).headers);
  }
}

async function act(url, headers, field, input, payload) {
  const type = `${field[0].toUpperCase()}${field.slice(1)}Input`;
  return (
    await query(url, `mutation ($input: ${type}!) { ${field}(input: $input) { ${payload} } }`, { input }, headers)
  )[field];
}

/** Who takes files, and tries to bring some. */
async function files({ url, headers, turn }) {
  const kinds = ["facilities.csv", "facilities.xlsx", "assessments.csv?round=2022"];
  await ask(`${url}/export/${kinds[turn % kinds.length]}`, 200);
  const text =
    "metric,subject,from,on,value,numerator,denominator,quote,note_vi,note_en\nLINKUPS,BV-MAT,,2021-01-02,4,,,,,\n";
  await act(url, headers, "fileImport", { format: "OBSERVATIONS", text, dryRun: true }, "userErrors { message }");
}

/** Who is refused, and who goes before the end. */
async function goes({ url, turn }) {
  const kind = turn % 5;
  if (kind === 0) await query(url, "{ nothing }", {}, {}, 400);
  else if (kind === 1) await query(url, "{ viewer { role } }", {}, { authorization: "Bearer nobody" }, 401);
  else if (kind === 2) await ask(`${url}/nothing`, 404);
  else await left(kind === 3 ? `${url}/changes/stream` : `${url}/export/facilities.xlsx`);
}

async function left(path) {
  const leaving = new AbortController();
  const answer = await fetch(path, { signal: leaving.signal });
  leaving.abort();
  await answer.text().catch(() => undefined);
}

async function signIn(url, input) {
  const text = `mutation ($input: SessionStartInput!) { sessionStart(input: $input) {
    session { accessToken } userErrors { message } } }`;
  const { accessToken } = (await query(url, text, { input })).sessionStart.session;
  return { headers: { authorization: `Bearer ${accessToken}` } };
}
