import { GraphQLScalarType, Kind } from "graphql";
import { badInput } from "../errors.js";
import { isCalendarDay } from "../importing/cells.js";
import { about } from "./about.js";

function readDay(value: unknown): string {
  if (typeof value === "string" && isCalendarDay(value)) return value;
  const shown = JSON.stringify(value)?.slice(0, 40) ?? "nothing";
  throw badInput(
    `${shown} is not a calendar day; write it as "YYYY-MM-DD", such as "2022-12-07".`,
    `${shown} không phải là ngày trong lịch; hãy viết theo dạng "YYYY-MM-DD", ví dụ "2022-12-07".`,
  );
}

export const LocalDate = new GraphQLScalarType<string, string>({
  name: "LocalDate",
  description: about(
    "A calendar day, YYYY-MM-DD, without time or time zone.",
    "Một ngày trong lịch, dạng YYYY-MM-DD, không có giờ và múi giờ.",
  ),
  serialize: (value) => String(value),
  parseValue: readDay,
  parseLiteral: (node) => readDay(node.kind === Kind.STRING ? node.value : null),
});

export const DateTime = new GraphQLScalarType<string, string>({
  name: "DateTime",
  description: about("An instant, RFC 3339 with offset.", "Một thời điểm, theo RFC 3339 có độ lệch múi giờ."),
  serialize: (value) => String(value),
});
