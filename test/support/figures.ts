import { type Data, runQuery } from "./run-query.js";
import type { TestServer } from "./server.js";

const mutation = (field: string, input: string) =>
  `mutation ($input: ${input}!) { ${field}(input: $input) { observation { id version } userErrors { code } } }`;
const DOCUMENTS = {
  record: mutation("observationRecord", "ObservationRecordInput"),
  correct: mutation("observationCorrect", "ObservationCorrectInput"),
  withdraw: mutation("observationWithdraw", "ObservationWithdrawInput"),
};

/** A figure as the act that answered it knows it. */
export interface Known {
  id: string;
  version: number;
}

/** Enters figures as somebody who has signed in; each act must be accepted. */
export class Figures {
  constructor(
    private readonly server: Pick<TestServer, "url">,
    private readonly headers: Record<string, string>,
  ) {}

  record(input: object): Promise<Known> {
    return this.#done("record", { metric: "LINKUPS", subject: "BV-MAT", ...input });
  }

  correct({ id, version }: Known, value: number, reason = "Đếm lại."): Promise<Known> {
    return this.#done("correct", { id, expectedVersion: version, value, reason });
  }

  withdraw({ id, version }: Known, reason = "Ghi nhầm."): Promise<Known> {
    return this.#done("withdraw", { id, expectedVersion: version, reason });
  }

  async #done(act: keyof typeof DOCUMENTS, input: object): Promise<Known> {
    const { data, errors } = await runQuery(this.server, DOCUMENTS[act], { input }, this.headers);
    const payload: Data = errors ? null : Object.values(data)[0];
    if (!payload || payload.userErrors.length > 0) throw new Error(JSON.stringify(errors ?? payload));
    return payload.observation;
  }
}

/** The database's id in a global one. */
export const rowId = (id: string): number => Number(Buffer.from(id, "base64url").toString().split(":")[1]);
