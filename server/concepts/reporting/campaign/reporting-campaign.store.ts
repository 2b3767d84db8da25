import type { Database, Transaction, Value } from "../../../core/database/database.js";
import { locking } from "../../../core/database/sql.js";
import { type RowOf, selectList } from "../../../core/database/table.js";
import { insertOne, setList, valuesOf } from "../../../core/database/upsert.js";
import { changeVersioned } from "../../../core/mutation/mutation-run.js";
import type { Definition } from "./definition.js";
import { REPORTING_CAMPAIGN } from "./reporting-campaign.row.js";

type Stored = RowOf<typeof REPORTING_CAMPAIGN>;

/** `definition`: null where what it asks for stands in a document. */
export type ReportingCampaignRow = Omit<Stored, "definition"> & { definition: Definition | null };

export type CampaignValues = Omit<ReportingCampaignRow, "id" | "version">;

/** Of a document's campaign nothing stands in the column of the definition. */
export const OF_DOCUMENT = "";

const SELECT = `SELECT ${selectList(REPORTING_CAMPAIGN)} FROM reporting_campaign`;

const rowOf = ({ definition, ...row }: Stored): ReportingCampaignRow => ({
  ...row,
  definition: definition === OF_DOCUMENT ? null : (JSON.parse(definition) as Definition),
});

export const campaignsWhere = async (
  db: Database,
  where: string,
  params: readonly Value[] = [],
): Promise<ReportingCampaignRow[]> => (await db.query<Stored>(`${SELECT} WHERE ${where}`, params)).map(rowOf);

export const allReportingCampaigns = (db: Database): Promise<ReportingCampaignRow[]> =>
  campaignsWhere(db, "1 = 1 ORDER BY id");

/** The campaign whose code reads the same, in capitals or not. */
export const campaignCodedLike = async (db: Database, code: string): Promise<ReportingCampaignRow | null> =>
  (await campaignsWhere(db, "LOWER(code) = ?", [code.toLowerCase()]))[0] ?? null;

const written = ({ definition, ...values }: CampaignValues) => ({
  ...{ sectionId: values.sectionId, standingBodyId: values.standingBodyId, code: values.code, titleVi: values.titleVi },
  ...{ number: values.number, issuedOn: values.issuedOn, reportsToVi: values.reportsToVi, state: values.state },
  definition: definition === null ? OF_DOCUMENT : JSON.stringify(definition),
});

/** Null: another one has the code. */
export const addCampaign = (tx: Transaction, values: CampaignValues): Promise<number | null> =>
  insertOne(tx, REPORTING_CAMPAIGN, ["code"], written(values));

export async function changeCampaign(
  tx: Transaction,
  before: ReportingCampaignRow,
  values: CampaignValues,
): Promise<ReportingCampaignRow> {
  await changeVersioned(tx, REPORTING_CAMPAIGN, before, written(values));
  return { ...before, ...values, version: before.version + 1 };
}

/** The same for a file, which raises versions itself. */
export async function rewriteCampaign(tx: Transaction, id: number, values: CampaignValues): Promise<void> {
  const row = written(values);
  const columns = Object.keys(row);
  const sql = `UPDATE reporting_campaign SET ${setList(REPORTING_CAMPAIGN, columns)} WHERE id = ?`;
  await tx.change(sql, [...valuesOf(row, columns), id]);
}

/** Whether anybody has begun to answer it. */
export async function isAnswered(tx: Transaction, { id }: Pick<ReportingCampaignRow, "id">): Promise<boolean> {
  const rows = await tx.query(`SELECT id FROM form_answer WHERE campaign_id = ? LIMIT 1${locking(tx)}`, [id]);
  return rows.length > 0;
}
