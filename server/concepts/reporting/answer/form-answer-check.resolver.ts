import { Args, Ctx, Query, Resolver } from "type-graphql";
import type { Context, Snapshot } from "../../../core/context.js";
import { about } from "../../../core/schema/about.js";
import { badInput } from "../../../core/schema/errors.js";
import { LATEST } from "../../../core/time/point-in-time.js";
import { CODES, requireKnown } from "../../known-code.js";
import * as messages from "../reporting.messages.js";
import { extentOf, mistakesOfEntry, NOTHING_ENTERED, rowsOf, withEntry } from "./answer-content.js";
import { FormAnswerCheck, FormAnswerCheckArgs } from "./form-answer-check.type.js";
import { type DueForm, formsDue } from "./require-due.js";

@Resolver()
export class FormAnswerCheckResolver {
  @Query(() => FormAnswerCheck, {
    nullable: true,
    description: about(
      "What formulas give for these figures of a form, and what is wrong with them, before anything is kept. An unknown code, or a form that the facility does not owe, is BAD_USER_INPUT. Null: the campaign is that of a document, and nothing is answered to it here.",
      "Kết quả theo công thức của các số liệu này, và điều gì chưa đúng, trước khi lưu. Mã không có, hoặc mẫu mà cơ sở không phải gửi, là lỗi BAD_USER_INPUT. Null: đợt của một tài liệu, không trả lời tại đây.",
    ),
  })
  formAnswerCheck(
    @Args(() => FormAnswerCheckArgs) { cells, ...place }: FormAnswerCheckArgs,
    @Ctx() { snapshot, language }: Context,
  ): FormAnswerCheck | null {
    const due = requireOwed(place, snapshot);
    if (!due) return null;
    const rows = due.rows.map(({ code }) => code);
    const { after, mistakes } = withEntry(due.definition, rows, NOTHING_ENTERED, { cells }, snapshot);
    const { asked, given } = extentOf(due.definition, rows, after);
    return {
      ...{ rows: rowsOf(due, after), asked, given },
      mistakes: mistakesOfEntry(mistakes).map(({ path, code, sentence }) => ({
        ...{ path, code },
        message: sentence[language],
      })),
    };
  }
}

function requireOwed(
  { campaign, form, facility }: Omit<FormAnswerCheckArgs, "cells">,
  snapshot: Snapshot,
): DueForm | null {
  requireKnown(CODES.CAMPAIGN, "campaign", campaign, snapshot);
  requireKnown(CODES.FACILITY, "facility", facility, snapshot);
  const found = snapshot.reportingCampaigns.all().find(({ code }) => code === campaign);
  const unit = snapshot.facilities.in(LATEST).findByCode(facility);
  if (found?.definition === null) return null;
  const owed = found && unit ? formsDue(found.id, unit.id, snapshot) : [];
  const due = owed.find((each) => each.form.code === form);
  if (due) return due;
  throw badInput(
    messages.notDue(
      facility,
      form,
      owed.map((each) => each.form.code),
    ),
  );
}
