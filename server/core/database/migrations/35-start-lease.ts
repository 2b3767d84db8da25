import type { MigrationInterface, QueryRunner } from "typeorm";
import { CREATE_START_LEASE } from "../start-lease.table.js";

/** By what servers and commands prepare a database one after the other. Whoever runs this has made it already. */
export class StartLease1700000000035 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(CREATE_START_LEASE[runner.dataSource.options.type === "mysql" ? "mysql" : "sqlite"]);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable("start_lease");
  }
}
