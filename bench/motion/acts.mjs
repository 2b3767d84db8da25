// The acts that are done while others read, as a client sends them: the same to our server and to the floor.
import { openDatabase } from "../../dist/server/core/database/data-source.js";
import { forget, linesOf, newFigures } from "../data/new-figures.mjs";
import { numbers, SCALES } from "../data/scales.mjs";
import { globalId } from "../peers/contract.mjs";
import { figureOf, signIn, W1 } from "../record-figures.mjs";
import { post } from "../servers.mjs";

const W2 = `mutation W2($input: FacilityRenameInput!) {
  facilityRename(input: $input) { facility { id version name } userErrors { code message } }
}`;
const W3 = `mutation W3($input: AssessmentPublishInput!) {
  assessmentPublish(input: $input) { assessment { id version reportedLevel } userErrors { code message } }
}`;
const M2 = `mutation M2($input: FileImportInput!) {
  fileImport(input: $input) { report { inserted } userErrors { code message } }
}`;
const PREPARE = `mutation Prepare($reopen: AssessmentReopenInput!, $submit: AssessmentSubmitInput!, $verify: AssessmentVerifyInput!) {
  assessmentReopen(input: $reopen) { userErrors { code message } }
  assessmentSubmit(input: $submit) { userErrors { code message } }
  assessmentVerify(input: $verify) { userErrors { code message } }
}`;

export const IMPORTED = 100_000;
const FILE = "motion.csv";
/** Names that are given begin from here on, one day later each time that a facility has its turn. */
const FIRST_DAY = Date.UTC(2025, 0, 1);
/** Figures that are asked for right after they were recorded lie on days of their own. */
const APART = 10_000_000;
const PREPARED_AT_ONCE = 8;

/**
 * What one server is asked to do. Each has every other facility and assessment for itself: ours does not know what the
 * floor has written. `side` is 0 or 1. What the floor answers says nothing of mistakes: it makes none of our checks.
 */
export function actsOn({ kind, url }, scaleName, side, admin) {
  const facilities = numbers(SCALES[scaleName].facilities);
  const own = facilities.filter((i) => i % 2 === side);
  const drafts = [];
  let token = "";
  const next = { figure: 0, rename: 0, import: 0, apart: APART };
  const take = (act) => {
    next[act] += 1;
    return 2 * next[act] + side;
  };
  const send = async (body) => {
    const { data } = await post(url, body, token ? { authorization: `Bearer ${token}` } : {});
    for (const [act, { userErrors }] of Object.entries(data)) {
      if (userErrors.length > 0) throw new Error(`${kind} refused ${act}: ${JSON.stringify(userErrors)}`);
    }
    return data;
  };
  const ask = (operationName, query, variables) => send(JSON.stringify({ operationName, query, variables }));
  const acts = {
    /** Anew before each measurement: a token holds for a quarter of an hour. */
    async signIn() {
      if (kind === "ours") token = await signIn(url, admin);
    },

    figure: () => ask("W1", W1, { input: figureOf(take("figure"), facilities) }),

    /** A figure of this metric. */
    figureOf: (metric) => ask("W1", W1, { input: { ...figureOf(take("apart"), facilities), metric } }),

    rename() {
      const n = next.rename;
      next.rename += 1;
      const turn = Math.floor(n / own.length);
      const on = new Date(FIRST_DAY + turn * 86_400_000).toISOString().slice(0, 10);
      const id = globalId("Facility", own[n % own.length]);
      const name = `Cơ sở tổng hợp đổi tên ${2 * n + side}`;
      return ask("W2", W2, { input: { id, expectedVersion: 1 + turn, name, on, clientMutationId: `w2-${n}` } });
    },

    publish() {
      const draft = drafts.shift();
      if (!draft) throw new Error("There are not enough drafts to publish.");
      const clientMutationId = `w3-${draft.id}`;
      return ask("W3", W3, { input: { ...draft, clientMutationId } });
    },

    /** Answers how many seconds it took; the floor takes as many as it is told. */
    async import(seconds) {
      const start = performance.now();
      const n = take("import");
      const input = { format: "OBSERVATIONS", document: "SYNTHETIC", section: "M2", fileName: FILE };
      const variables = { input: { ...input, file: null, clientMutationId: `m2-${n}` } };
      const form = new FormData();
      form.set("operations", JSON.stringify({ operationName: "M2", query: M2, variables: { ...variables, seconds } }));
      form.set("map", JSON.stringify({ 0: ["variables.input.file"] }));
      form.set("0", new Blob([fileOf(scaleName)]), FILE);
      const { fileImport } = await send(form);
      const { inserted } = fileImport.report;
      if (inserted !== IMPORTED) throw new Error(`${kind} imported ${inserted} figures of ${IMPORTED}.`);
      return (performance.now() - start) / 1000;
    },

    expect: (prepared) => drafts.push(...prepared),
  };
  return acts;
}

let file;
const fileOf = (scaleName) => {
  file ??= [...linesOf(newFigures(scaleName, IMPORTED))].join("");
  return file;
};

/** Takes the imported figures away again, so that the next import brings as many, and says that data have changed. */
export const forgetImported = (address) =>
  withDatabase(address, async (db) => {
    await forget(db, FILE);
    await db.transaction((tx) => tx.query("UPDATE data_revision SET revision = revision + 1 WHERE scope = 'DATA'"));
  });

/**
 * Makes drafts that wait to be published, by the acts that lead there: so many for each server, all done by our own. Each
 * has another level than what is published.
 */
export async function prepareDrafts(servers, address, count, admin, say) {
  const ours = servers.find(({ kind }) => kind === "ours");
  const authorization = `Bearer ${await signIn(ours.url, admin)}`;
  const rows = await withDatabase(address, (db) =>
    db.query(`SELECT id, reported_level AS level FROM assessment ORDER BY id LIMIT ${2 * count + 2}`),
  );
  for (const [side, { acts }] of servers.entries()) {
    const wanted = rows.filter(({ id }) => id % 2 === side).slice(0, count);
    let made = 0;
    await eachOf(wanted, PREPARED_AT_ONCE, async ({ id, level }) => {
      const variables = {
        reopen: { id: globalId("Assessment", id), expectedVersion: 1, reason: "Đo tốc độ" },
        submit: { id: globalId("AssessmentDraft", id), expectedVersion: 2 },
        verify: { id: globalId("AssessmentDraft", id), expectedVersion: 3, reportedLevel: ((level ?? 0) % 7) + 1 },
      };
      const body = JSON.stringify({ operationName: "Prepare", query: PREPARE, variables });
      const { data } = await post(ours.url, body, { authorization });
      const mistakes = Object.values(data).flatMap(({ userErrors }) => userErrors);
      if (mistakes.length > 0) throw new Error(`A draft was not made: ${JSON.stringify(mistakes)}`);
      made += 1;
      if (made % 50 === 0) say(`preparing drafts: ${made} of ${count}`);
    });
    acts.expect(wanted.map(({ id }) => ({ id: globalId("AssessmentDraft", id), expectedVersion: 4 })));
  }
}

async function eachOf(items, atOnce, work) {
  const left = items.values();
  const one = async () => {
    for (const item of left) await work(item);
  };
  await Promise.all(Array.from({ length: atOnce }, one));
}

async function withDatabase(address, work) {
  const db = await openDatabase(address);
  try {
    return await work(db);
  } finally {
    await db.close();
  }
}
