import type { MigrationInterface, QueryRunner } from "typeorm";
import { addColumn, dropColumn, flag } from "./columns.js";

/** Which printed figures another source had said something of before their document came. */
export class PrintedBeside1700000000032 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await addColumn(runner, "printed_figure", flag("beside"));
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropColumn(runner, "printed_figure", "beside");
  }
}
