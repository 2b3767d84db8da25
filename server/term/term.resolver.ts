import { Arg, Ctx, Query, Resolver } from "type-graphql";
import type { Context } from "../context.js";
import { about } from "../graphql/about.js";
import { Term } from "./term.type.js";

@Resolver()
export class TermResolver {
  @Query(() => [Term], {
    description: about(
      "The words of one vocabulary in its order, such as FACILITY_TYPE, SYSTEM or TRACK; empty for an unknown one.",
      "Các thuật ngữ của một từ vựng theo thứ tự, ví dụ FACILITY_TYPE, SYSTEM, TRACK; rỗng nếu không có từ vựng đó.",
    ),
  })
  terms(
    @Arg("vocabulary", () => String, { description: about("Code of the vocabulary.", "Mã từ vựng.") })
    vocabulary: string,
    @Ctx() { reference }: Context,
  ): Term[] {
    return reference.terms.of(vocabulary);
  }
}
