import { Acting } from "./acting.js";
import type { TestServer } from "./server.js";

/** A figure as the act that answered it knows it. */
export interface Known {
  id: string;
  version: number;
}

/** Enters figures as somebody who has signed in; each act must be accepted. */
export class Figures {
  readonly #acting: Acting;

  constructor(server: Pick<TestServer, "url">, headers: Record<string, string>) {
    this.#acting = new Acting(server, headers, { observation: "id version" });
  }

  record(input: object): Promise<Known> {
    return this.#acting.done("observationRecord", { metric: "LINKUPS", subject: "BV-MAT", ...input });
  }

  correct({ id, version }: Known, value: number, reason = "Đếm lại."): Promise<Known> {
    return this.#acting.done("observationCorrect", { id, expectedVersion: version, value, reason });
  }

  withdraw({ id, version }: Known, reason = "Ghi nhầm."): Promise<Known> {
    return this.#acting.done("observationWithdraw", { id, expectedVersion: version, reason });
  }
}

/** The database's id in a global one. */
export const rowId = (id: string): number => Number(Buffer.from(id, "base64url").toString().split(":")[1]);
