import type { MigrationInterface, QueryRunner } from "typeorm";
import { createTable, whole } from "./columns.js";

const LOCKS = 256;

/** What acts wait for each other by, in the place of the revision of a whole part of the data. */
export class ActLocks1700000000034 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, "act_lock", { columns: [whole("taken")] });
    const [known] = await runner.query("SELECT COUNT(*) AS n FROM act_lock");
    if (Number(known.n) > 0) return;
    const rows = Array.from({ length: LOCKS }, (_, i) => `(${i + 1}, 0)`);
    await runner.query(`INSERT INTO act_lock (id, taken) VALUES ${rows.join(", ")}`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable("act_lock");
  }
}
