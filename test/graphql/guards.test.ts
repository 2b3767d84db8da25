import { beforeEach, describe, expect, it } from "@jest/globals";
import { type GraphQLObjectType, graphql } from "graphql";
import {
  Arg,
  Authorized,
  buildSchemaSync,
  Field,
  FieldResolver,
  getMetadataStorage,
  Int,
  ObjectType,
  Query,
  Resolver,
  Root,
  UseMiddleware,
} from "type-graphql";
import { resolveDirectly } from "../../server/graphql/direct-resolvers.js";
import { requireGuards } from "../../server/graphql/guards.js";
import { createSchema } from "../../server/graphql/schema.js";

const through = (_: unknown, next: () => Promise<unknown>): Promise<unknown> => next();

const storage = getMetadataStorage();
const ofTheServer = storage.clone();

/** Makes the server's schema with what is declared beside it, which is forgotten again. */
function schemaWith(declare: () => void) {
  const before = storage.clone();
  Object.assign(storage, ofTheServer.clone());
  try {
    declare();
    return createSchema();
  } finally {
    Object.assign(storage, before);
  }
}

describe("A guard that nobody would ask", () => {
  it.each([
    [
      "@Authorized() on a plain field",
      "The guard on Clinic.beds would do nothing: it stands on a plain field, which is read without asking it. Make the field a method with @FieldResolver.",
      () => {
        @ObjectType("Clinic", { simpleResolvers: true })
        class ClinicType {
          @Authorized()
          @Field(() => Int)
          beds!: number;
        }
        return ClinicType;
      },
    ],
    [
      "@UseMiddleware() on a plain field that is called like a method of another class",
      "The guard on Clinic.metrics would do nothing: it stands on a plain field, which is read without asking it. Make the field a method with @FieldResolver.",
      () => {
        @ObjectType("Clinic", { simpleResolvers: true })
        class ClinicType {
          @Field(() => Int)
          @UseMiddleware(through)
          metrics!: number;
        }
        return ClinicType;
      },
    ],
    [
      "@Authorized() on a type",
      "The guard on Clinic would do nothing: its plain fields are read without asking it. Put it on a class with @Resolver.",
      () => {
        @Authorized()
        @ObjectType("Clinic", { simpleResolvers: true })
        class ClinicType {
          @Field(() => Int)
          beds!: number;
        }
        return ClinicType;
      },
    ],
    [
      "@UseMiddleware() on a type",
      "The guard on Clinic would do nothing: its plain fields are read without asking it. Put it on a class with @Resolver.",
      () => {
        @UseMiddleware(through)
        @ObjectType("Clinic", { simpleResolvers: true })
        class ClinicType {
          @Field(() => Int)
          beds!: number;
        }
        return ClinicType;
      },
    ],
  ])("is refused when the schema is made: %s", (_what, sentence, declare) => {
    expect(() => schemaWith(declare)).toThrow(new Error(sentence));
  });

  it("is nowhere in this server", () => {
    expect(() => schemaWith(() => {})).not.toThrow();
  });
});

/** As GraphQL makes them, objects have no prototype. */
const plain = (data: unknown): unknown => JSON.parse(JSON.stringify(data));

describe("A guard on a method", () => {
  /** Which guards were asked. */
  const asked: string[] = [];
  let allowed = false;
  beforeEach(() => {
    asked.length = 0;
  });

  @ObjectType({ simpleResolvers: true })
  class Ward {
    @Field(() => Int)
    beds!: number;
  }

  @Resolver(() => Ward)
  class WardResolver {
    @Query(() => Ward)
    ward(): Ward {
      return { beds: 12 };
    }

    @Query(() => Ward, { nullable: true })
    @Authorized("PLANNER")
    guardedWard(): Ward {
      return { beds: 24 };
    }

    @FieldResolver(() => Int)
    free(@Root() { beds }: Ward, @Arg("taken", () => Int) taken: number): number {
      return beds - taken;
    }

    @FieldResolver(() => Int, { nullable: true })
    @Authorized("NURSE")
    guardedFree(@Root() { beds }: Ward, @Arg("taken", () => Int) taken: number): number {
      return beds - taken;
    }

    @FieldResolver(() => Int)
    @UseMiddleware((_, next) => {
      asked.push("middleware");
      return next();
    })
    watchedFree(@Root() { beds }: Ward, @Arg("taken", () => Int) taken: number): number {
      return beds - taken;
    }
  }

  @Resolver(() => Ward)
  @Authorized("DOCTOR")
  class GuardedWardResolver {
    @FieldResolver(() => Int, { nullable: true })
    guardedByClass(@Root() { beds }: Ward): number {
      return beds;
    }
  }

  const schema = buildSchemaSync({
    resolvers: [WardResolver, GuardedWardResolver],
    authChecker: (_, roles: string[]) => {
      asked.push(...roles);
      return allowed;
    },
    skipCheck: true,
  });
  const resolvers = () =>
    Object.values((schema.getType("Ward") as GraphQLObjectType).getFields()).map(
      ({ name, resolve }) => [name, resolve] as const,
    );
  const before = new Map(resolvers());
  resolveDirectly(schema);

  const source = `{ ward { beds free(taken: 5) guardedFree(taken: 5) watchedFree(taken: 5) guardedByClass } guardedWard { beds } }`;
  const OPEN = { beds: 12, free: 7, watchedFree: 7 };

  it("is one that is asked", () => {
    expect(requireGuards).not.toThrow();
  });

  it("leaves its field to type-graphql, but for nulls where it takes arguments; one without a guard is resolved directly", () => {
    const changed = resolvers().flatMap(([name, resolve]) => (resolve === before.get(name) ? [] : [name]));
    expect(changed).toEqual(["free", "guardedFree", "watchedFree"]);
  });

  it("refuses if the checker says no, and everything beside it is answered", async () => {
    allowed = false;
    const { data, errors } = await graphql({ schema, source });
    expect(plain(data)).toEqual({
      ward: { ...OPEN, guardedFree: null, guardedByClass: null },
      guardedWard: null,
    });
    expect(errors?.map(({ path }) => path?.join(".")).sort()).toEqual([
      "guardedWard",
      "ward.guardedByClass",
      "ward.guardedFree",
    ]);
  });

  it("answers if the checker says yes, having asked it once for each guard", async () => {
    allowed = true;
    const { data, errors } = await graphql({ schema, source });
    expect(errors).toBeUndefined();
    expect(plain(data)).toEqual({
      ward: { ...OPEN, guardedFree: 7, guardedByClass: 12 },
      guardedWard: { beds: 24 },
    });
    expect(asked.sort()).toEqual(["DOCTOR", "NURSE", "PLANNER", "middleware"]);
  });
});
