import { Arg, Ctx, Query, Resolver } from "type-graphql";
import type { Context } from "../../core/context.js";
import { about } from "../../core/schema/about.js";
import { CODES, requireKnown } from "../known-code.js";
import { Term, Vocabulary } from "./term.type.js";
import { VOCABULARY_NAMES } from "./vocabulary-names.js";

@Resolver()
export class TermResolver {
  @Query(() => [Vocabulary], {
    description: about("The vocabularies on record, by code.", "Các từ vựng có trong sổ, theo mã."),
  })
  vocabularies(@Ctx() { snapshot }: Context): Vocabulary[] {
    return [...snapshot.terms.byVocabulary()].map(([code, terms]) => {
      const { en: nameEn, vi: nameVi } = VOCABULARY_NAMES[code] ?? { en: code, vi: code };
      return { code, nameVi, nameEn, termCount: terms.length, terms };
    });
  }

  @Query(() => [Term], {
    description: about(
      "The words of one vocabulary in its order, such as FACILITY_TYPE, SYSTEM or TRACK; an unknown one is BAD_USER_INPUT.",
      "Các thuật ngữ của một từ vựng theo thứ tự, ví dụ FACILITY_TYPE, SYSTEM, TRACK; từ vựng không có là lỗi BAD_USER_INPUT.",
    ),
  })
  terms(
    @Arg("vocabulary", () => String, { description: about("Code of the vocabulary.", "Mã từ vựng.") })
    vocabulary: string,
    @Ctx() { snapshot }: Context,
  ): Term[] {
    requireKnown(CODES.VOCABULARY, "vocabulary", vocabulary, snapshot);
    return snapshot.terms.of(vocabulary);
  }
}
