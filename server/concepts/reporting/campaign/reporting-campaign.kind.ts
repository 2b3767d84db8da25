import { isOneOf, locking } from "../../../core/database/sql.js";
import type { Kind } from "../../import/traced-kind.js";
import { campaignFields } from "./campaign-head.js";
import { campaignsWhere } from "./reporting-campaign.store.js";

export const REPORTING_CAMPAIGN_KIND: Kind = {
  type: "ReportingCampaign",
  scope: "REFERENCE",
  async read(tx, ids) {
    const { sql, params } = ids === null ? { sql: "1 = 1", params: [] } : isOneOf("id", ids);
    const rows = await campaignsWhere(tx, `${sql}${locking(tx)}`, params);
    return new Map(rows.map(({ id, version, ...row }) => [id, { version, fields: campaignFields(row) }]));
  },
};
