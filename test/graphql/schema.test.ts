import { describe, expect, it } from "@jest/globals";
import { validateSchema } from "graphql";
import { createSchema } from "../../server/graphql/schema.js";

describe("The schema", () => {
  it("is valid, which no start looks at again", () => {
    const schema = createSchema();
    // What graphql-js knows already it does not look at.
    expect(Reflect.get(schema, "__validationErrors")).toEqual([]);
    Reflect.set(schema, "__validationErrors", undefined);
    expect(validateSchema(schema)).toEqual([]);
  });
});
