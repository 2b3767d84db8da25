// Writes what was measured into bench/RESULTS.md, and says which requirements are reached.
import { execSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import os from "node:os";
import { operationsOf } from "./operations.mjs";
import { REQUIREMENTS } from "./requirements.mjs";
import { answersOf } from "./rounds.mjs";

const RESULTS = "bench/RESULTS.md";
const HEAD = "# Results of the benchmark\n\nHow to read the tables: [README.md](README.md).";
const TITLES = {
  MariaDB: "On MariaDB",
  embedded: "On the embedded database",
  motionMariaDB: "While data change, on MariaDB",
  motionembedded: "While data change, on the embedded database",
  tenfoldMariaDB: "Ten nations, on MariaDB",
  tenfoldembedded: "Ten nations, on the embedded database",
  sdk: "The SDK",
};

const SCALES = { province: "Province", national: "Nation" };
const KINDS = { ours: "ours", floor: "floor", mercurius: "Mercurius", constant: "constant body" };

/** Writes the tables into bench/RESULTS.md, and prints them. What was not measured this time stays as it stands there. */
export function report({ results, motion, tenfold, sdkSection }, commit, options) {
  const written = existsSync(RESULTS) ? readFileSync(RESULTS, "utf8") : "";
  const sections = new Map(written.split(/^## /m).map((section) => [section.split("\n", 1)[0], section]));
  for (const result of results) {
    const title = TITLES[result.database];
    sections.set(title, [title, conditions(result, commit, options), ...tablesOf(result)].join("\n\n"));
  }
  for (const [kind, some] of Object.entries({ motion, tenfold })) {
    for (const result of some) {
      const title = TITLES[`${kind}${result.database}`];
      sections.set(title, [title, conditions(result, commit, options), ...result.tables].join("\n\n"));
    }
  }
  if (sdkSection) sections.set(TITLES.sdk, [TITLES.sdk, sdkSection].join("\n\n"));
  const parts = Object.values(TITLES).flatMap((title) => sections.get(title)?.trim() ?? []);
  const text = `${[HEAD, ...parts.map((part) => `## ${part}`)].join("\n\n")}\n`;
  writeFileSync(RESULTS, text);
  console.log(`\n${text}`);
}

const conditions = (result, commit, { quick, prepared }) =>
  `${new Date().toISOString().slice(0, 10)}, commit ${commit}. ${machine(result)}. ` +
  (result.database === "MariaDB" ? `The floor uses ${prepared ? "prepared statements" : "the text protocol"}. ` : "") +
  (quick ? "A short run: read it as rough." : "A full run.");

function tablesOf(result) {
  const views = Object.fromEntries(Object.keys(SCALES).map((scale) => [scale, viewOf(result, scale)]));
  return [
    "### What is required",
    requirements(result, views),
    ...Object.entries(SCALES).flatMap(([scale, label]) => [`### ${label}`, operations(result, scale, views[scale])]),
    "### Around the operations",
    around(result, views),
  ];
}

/** What was measured at one scale, ready for questions. */
function viewOf({ runs, memory, statements, first, cold, imports, writes }, scale) {
  const { figure, ratio } = answersOf(runs);
  const byKind = (rows, key) =>
    Object.fromEntries(rows.filter((row) => row.scale === scale).map((row) => [row.kind, row[key]]));
  return {
    figure: (of, key) => figure({ ...of, scale }, key),
    ratio: (of, to, key) => ratio({ ...of, scale }, { ...to, scale }, key),
    growth: (kind, name, key) => ratio({ kind, name, scale: "national" }, { kind, name, scale: "province" }, key),
    statements: statements[scale],
    first: first[scale],
    memory: byKind(memory, "memory"),
    cold: byKind(cold, "ms"),
    imported: imports.find((row) => row.scale === scale),
    written: writes.find((row) => row.scale === scale),
  };
}

function requirements({ kinds }, views) {
  const rows = REQUIREMENTS.filter(({ what }) => kinds.includes("mercurius") || !what.includes("Mercurius")).map(
    ({ what, better, required, aim, scales = Object.keys(SCALES), of }) => {
      const measured = Object.keys(SCALES).map((scale) => (scales.includes(scale) ? of(views[scale]) : Number.NaN));
      return [what, ...measured.map((value) => number(value)), ...verdictOf(measured, { better, required, aim })];
    },
  );
  return table(["", "Province", "Nation", "required", "aim", "reached"], rows);
}

/** What is required and aimed at, and which of the two the worst of the figures reaches. */
export function verdictOf(measured, { better, required, aim }) {
  const worst = measured
    .filter(Number.isFinite)
    .reduce((a, b) => (better === "more" ? Math.min(a, b) : Math.max(a, b)));
  const reaches = (bound) => bound !== undefined && (better === "more" ? worst >= bound : worst <= bound);
  const sign = better === "more" ? "≥" : "≤";
  const bound = (value) => (value === undefined ? "" : `${sign} ${value}`);
  const verdict = reaches(aim) ? "aim" : reaches(required) ? "yes" : required === undefined ? "" : "**no**";
  return [bound(required), bound(aim), verdict];
}

function operations({ kinds, database }, scale, { figure, ratio, statements }) {
  const peers = kinds.filter((kind) => kind !== "constant");
  const others = peers.slice(1);
  const each = (make) => peers.map(make).join(" / ");
  const rows = operationsOf(scale)
    .filter(({ name }) => statements.ours[name] !== undefined)
    .map(({ name, about }) => [
      `${name}: ${about}`,
      number(figure({ kind: "ours", name }, "rate"), 0),
      ...others.map((kind) => number(ratio({ kind: "ours", name }, { kind, name }, "rate"))),
      each((kind) => number(figure({ kind, name }, "p50"), 1)),
      each((kind) => number(figure({ kind, name }, "p99"), 0)),
      each((kind) => String(statements[kind][name])),
      each((kind) => number(figure({ kind, name }, "cpu"))),
      ...(database === "MariaDB" ? [each((kind) => number(figure({ kind, name }, "databaseCpu")))] : []),
    ]);
  return table(
    [
      peers.map((kind) => KINDS[kind]).join(" / "),
      "requests/s",
      ...others.map((kind) => `× ${KINDS[kind]}`),
      ...["p50 ms", "p99 ms", "SQL", "server CPU ms"],
      ...(database === "MariaDB" ? ["database CPU ms"] : []),
    ],
    rows,
  );
}

function around({ kinds, walk, longImport }, views) {
  const peers = kinds.filter((kind) => kind !== "constant");
  const each = (make) => peers.map(make).join(" / ");
  const both = (make) => Object.values(views).map(make);
  const { first, last, pages } = walk;
  return table(
    [peers.map((kind) => KINDS[kind]).join(" / "), "Province", "Nation"],
    [
      ...["Q1", "Q2", "Q3"].map((name) => [
        `${name}: p99 ms at 64 connections, ours / floor`,
        ...both(({ figure }) =>
          ["ours", "floor"].map((kind) => number(figure({ kind, name, step: "many" }, "p99"), 0)).join(" / "),
        ),
      ]),
      ...["Q1", "Q2", "Q3", "Q4"].map((name) => [
        `${name}: CPU of server and database, nation against province`,
        "",
        each((kind) => number(views.national.growth(kind, name, "allCpu"))),
      ]),
      [
        "Q4, of the nation Q4N: ms the first time after a change, ours / floor",
        ...both(({ first: asked }) => `${number(asked.ours, 1)} / ${number(asked.floor, 1)}`),
      ],
      ["Memory after load, MB", ...both(({ memory }) => each((kind) => number(memory[kind], 0)))],
      [
        "Cold start to the first answer, ms, ours / floor",
        ...both(({ cold }) => `${number(cold.ours, 0)} / ${number(cold.floor, 0)}`),
      ],
      [
        "M2: 10,000 rows, ms, importer / API / plain inserts",
        ...both(({ imported }) => ["ours", "api", "plain"].map((kind) => number(imported[kind], 0)).join(" / ")),
      ],
      ...["rate", "cpu", "databaseCpu"].map((key) => [
        `W1: recording one figure, ${{ rate: "requests/s", cpu: "server CPU ms", databaseCpu: "database CPU ms" }[key]}, ours / floor`,
        ...both(
          ({ written }) =>
            `${number(written.ours[key], key === "rate" ? 0 : 2)} / ${number(written.floor[key], key === "rate" ? 0 : 2)}`,
        ),
      ]),
      ...(longImport ? [longImportRow(longImport)] : []),
      [
        `List of the country by cursor, ${pages} pages of 100: ms a page at the start, at the end`,
        "",
        `${number(first, 1)}, ${number(last, 1)}`,
      ],
    ],
  );
}

const longImportRow = ({ rows, seconds, rate, megabytes }) => [
  `Import of a file of ${rows.toLocaleString("en")} rows: s, rows/s, most memory in MB`,
  "",
  [seconds, rate, megabytes].map((value) => number(value, 0)).join(", "),
];

/** A table whose columns stand under each other in the text as well. */
export function table(head, rows) {
  const widths = head.map((_, i) => Math.max(3, ...[head, ...rows].map((cells) => cells[i].length)));
  const line = (cells) => `| ${cells.map((cell, i) => cell.padEnd(widths[i])).join(" | ")} |`;
  return [line(head), line(widths.map((width) => "-".repeat(width))), ...rows.map(line)].join("\n");
}

export const number = (value, digits = 2) => {
  if (!Number.isFinite(value)) return "";
  return Number.isInteger(value) ? String(value) : value.toFixed(digits);
};

/** Which state was measured; work that is not committed yet is said. */
export function commitOfNow(folder = "server") {
  const git = (command) => execSync(`git ${command}`, { encoding: "utf8" }).trim();
  const changed = git(`status --porcelain -- ${folder}`) !== "";
  return git("rev-parse --short HEAD") + (changed ? ` with changes in ${folder}/ that are not committed` : "");
}

function machine({ version }) {
  const memory = Math.round(os.totalmem() / 2 ** 30);
  const database = version ? `, MariaDB ${version}` : "";
  return `${os.cpus().length} cores, ${memory} GB of memory, Node ${process.versions.node}${database}`;
}
