// The tables of ten nations beside one.
import { number, table } from "../report.mjs";
import { answersOf } from "../rounds.mjs";
import { ACTS, ASKED, LONGEST_AUDIT_MS, SCALES } from "./measure.mjs";

const KINDS = ["ours", "floor"];
const WORDS = { figure: "A recorded figure", rename: "A rename", publish: "A publication" };

export function tenfoldTables(result) {
  const mariadb = result.database === "MariaDB";
  return [
    "### What is held, and what starts",
    held(result),
    "### Asked",
    asked(result, mariadb),
    "### Changed",
    changed(result),
    "### Where it ends",
    ends(result),
  ];
}

const TIMES = "ten nations against one";

/** What grows: the same figure at both scales, and how many times it is more. */
function grown(what, of, digits = 0) {
  const [one, ten] = SCALES.map(of);
  return [what, number(one, digits), number(ten, digits), number(ten / one, 1)];
}

function held({ scales }) {
  const start = (key) => (scale) => scales[scale].starts[key];
  return table(
    ["ours", "Nation", "Ten nations", TIMES],
    [
      grown("The database, MB", (scale) => scales[scale].disk),
      grown("From the start to the first answer, ms", start("answered")),
      grown("From the start until all is held, ms", start("held")),
      grown("Longest stall of the event loop until then, ms", start("stall")),
      grown("Memory then, MB", start("memory")),
      grown("Heap then, MB", start("heap")),
      grown("The most memory until then, MB", start("most")),
      grown("Memory after everything below, MB", (scale) => scales[scale].memory.ours.now),
      grown("The most memory until then, MB ", (scale) => scales[scale].memory.ours.most),
    ],
  );
}

const each = (make, digits) => KINDS.map((kind) => number(make(kind), digits)).join(" / ");

function asked({ runs, scales }, mariadb) {
  const { figure, ratio } = answersOf(runs);
  const rows = ASKED.flatMap((name) =>
    SCALES.map((scale) => {
      const of = (kind) => ({ kind, scale, name });
      const grew = (kind) => ratio({ kind, name, scale: "tenfold" }, { kind, name, scale: "national" }, "allCpu");
      return [
        `${name}, ${scale === "tenfold" ? "ten nations" : "nation"}`,
        each((kind) => figure(of(kind), "rate"), 0),
        number(ratio(of("ours"), of("floor"), "rate")),
        each((kind) => figure(of(kind), "p50"), 1),
        each((kind) => figure(of(kind), "p99"), 0),
        each((kind) => scales[scale].statements[kind][name]),
        each((kind) => figure(of(kind), "cpu")),
        ...(mariadb ? [each((kind) => figure(of(kind), "databaseCpu"))] : []),
        scale === "tenfold" ? each(grew, 1) : "",
      ];
    }),
  );
  return table(
    [
      "ours / floor",
      ...["requests/s", "× floor", "p50 ms", "p99 ms", "SQL", "server CPU ms"],
      ...(mariadb ? ["database CPU ms"] : []),
      `CPU, ${TIMES}`,
    ],
    rows,
  );
}

function changed({ scales }) {
  const both = (make, digits) => SCALES.map((scale) => each((kind) => make(scales[scale], kind), digits));
  const times = (make) => each((kind) => make(scales.tenfold, kind) / make(scales.national, kind), 1);
  const row = (what, make, digits = 0) => [what, ...both(make, digits), times(make)];
  const own = (what, make, digits = 0) => grown(what, (scale) => make(scales[scale]), digits);
  return table(
    ["ours / floor", "Nation", "Ten nations", TIMES],
    [
      ...ACTS.flatMap((act) => [
        row(`${WORDS[act]}, ms`, ({ acts }, kind) => acts[kind][act].ms, 1),
        row("… the first Q1 after it, ms", ({ acts }, kind) => acts[kind][act].after, 1),
        row("… CPU ms of server and database, with the Q1", ({ acts }, kind) => acts[kind][act].cpu, 1),
        row("… longest stall of the event loop, ms", ({ acts }, kind) => acts[kind][act].stall),
      ]),
      row("Q4N the first time after a figure changed, ms", ({ first }, kind) => first[kind]),
      row("An import of 100,000 figures, s", ({ imports }, kind) => imports[kind].seconds, 1),
      row("… longest stall of the event loop, ms", ({ imports }, kind) => imports[kind].stall),
      audited(scales),
      own("… the most memory that it held, MB", ({ audit }) => audit.most),
    ],
  );
}

/** Of what was not done in time only that is told. */
function audited(scales) {
  const row = grown("`npm run audit`, s", (scale) => scales[scale].audit.seconds);
  return row.map((cell, i) =>
    i > 0 && i <= SCALES.length && cell === "" ? `more than ${LONGEST_AUDIT_MS / 1000}` : cell,
  );
}

/** What V8 lets the heap grow to where nobody says otherwise, on a machine with 16 GB or more. */
const USUAL_HEAP_MB = 4096;
/** How much of it what is held may take, so that there is room for what is asked. */
const HELD_SHARE = 0.5;

/** Where it ends, and what then. The figures are those of what is held above. */
function ends({ database, scales: { national, tenfold } }) {
  const more = (of) => (of(tenfold) - of(national)) / 9;
  const heap = more(({ starts }) => starts.heap);
  const most = 1 + Math.floor((USUAL_HEAP_MB * HELD_SHARE - national.starts.heap) / heap);
  const nations = `${number(most, 0)} nations`;
  return [
    `Each further nation takes ${number(heap, 0)} MB of heap and ${number(more(({ starts }) => starts.held) / 1000, 1)} s ` +
      `of a start in every server, and ${number(
        more(({ disk }) => disk),
        0,
      )} MB on disk. ` +
      "Every server holds all facilities, assessments and their results, and no figures. " +
      `Half of the heap that V8 allows by itself is filled by about ${nations}; \`--max-old-space-size\` moves that, and ` +
      "every start and every import of a list of facilities or assessments, which reads all of them again, takes as much longer. " +
      "Which questions grow with the whole stands in the last column of the table of questions.",
    database === "MariaDB"
      ? "The first to be felt is the database: with a buffer pool smaller than the indexes of `observation`, sums of the whole " +
        "are read from the disk. So first give it memory (`innodb_buffer_pool_size`); then partition `observation` by the year of " +
        "`on_date`, since every sum names its days. Nodes of a cluster that answer only what is committed (Galera with " +
        "`wsrep_sync_wait`, which we set) share the reading; replicas that lag may not be asked, since an answer would be a change " +
        "old. Where the sums of the whole have to be answered at once after every figure, keep them in tables that move in the " +
        "transaction of the figure, or in an engine that stores columns. Where the heap ends, a server for each region, each with " +
        "the facilities of its own and one before them that asks all of them, comes before any other change of what is held."
      : "The embedded database has one writer and one process: from here on it is MariaDB that is to be taken.",
  ].join("\n\n");
}
