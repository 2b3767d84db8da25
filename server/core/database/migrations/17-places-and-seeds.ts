import type { MigrationInterface, QueryRunner } from "typeorm";
import { addColumn, code, createIndex, createTable, dropColumn, optional } from "./columns.js";

const INDEX = "ix_act_key_shown_until";

/** From where a name has signed in; and of an act that hands out a secret, of what it is made, apart from the answer. */
export class PlacesAndSeeds1700000000017 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, "sign_in_place", {
      columns: [code("name_hash"), code("place_hash"), code("ends_at")],
      unique: [["place_hash"]],
      index: [["name_hash"], ["ends_at"]],
    });
    await addColumn(runner, "act_key", optional(code("seed")));
    await addColumn(runner, "act_key", optional(code("shown_until")));
    await createIndex(runner, "act_key", INDEX, ["shown_until"]);
    // What was kept until now has its seed within the answer, for a day more than it is kept from now on.
    await runner.query(`DELETE FROM act_key WHERE answer LIKE '%"seed":"%'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropIndex("act_key", INDEX);
    for (const column of ["shown_until", "seed"]) await dropColumn(runner, "act_key", column);
    await runner.dropTable("sign_in_place");
  }
}
