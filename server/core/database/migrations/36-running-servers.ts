import type { MigrationInterface, QueryRunner } from "typeorm";
import { code, createTable, label } from "./columns.js";

/** The servers over the database, and by which secrets they know sign-ins. */
export class RunningServers1700000000036 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, "running_server", {
      columns: [code("code"), label("place"), label("secrets"), code("started_at"), code("seen_at")],
      unique: [["code"]],
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable("running_server");
  }
}
