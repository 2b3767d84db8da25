import { type ASTNode, GraphQLScalarType, Kind } from "graphql";
import { isCalendarDay } from "../time/days.js";
import { about } from "./about.js";
import { badInput } from "./errors.js";
import * as messages from "./schema.messages.js";

export function readDay(value: unknown, node?: ASTNode): string {
  if (typeof value === "string" && isCalendarDay(value)) return value;
  const shown = JSON.stringify(value)?.slice(0, 40) ?? "nothing";
  throw badInput(messages.notACalendarDay(shown), node);
}

/** Where each scalar is specified is said by a lasting address, which is read and never loaded. */
export const LocalDate = new GraphQLScalarType<string, string>({
  name: "LocalDate",
  specifiedByURL: "https://scalars.graphql.org/andimarek/local-date.html",
  description: about(
    "A calendar day, YYYY-MM-DD, without time or time zone.",
    "Một ngày trong lịch, dạng YYYY-MM-DD, không có giờ và múi giờ.",
  ),
  serialize: (value) => String(value),
  parseValue: (value) => readDay(value),
  parseLiteral: (node) => readDay("value" in node ? node.value : null, node),
});

export const DateTime = new GraphQLScalarType<string, string>({
  name: "DateTime",
  specifiedByURL: "https://scalars.graphql.org/andimarek/date-time.html",
  description: about("An instant, RFC 3339 with offset.", "Một thời điểm, theo RFC 3339 có độ lệch múi giờ."),
  serialize: (value) => String(value),
});

export const JsonValue = new GraphQLScalarType<unknown, unknown>({
  name: "JsonValue",
  specifiedByURL: "https://www.rfc-editor.org/rfc/rfc8259",
  description: about(
    "Any value of JSON: text, number, true or false, list, object.",
    "Một giá trị JSON bất kỳ: chuỗi, số, đúng sai, danh sách, đối tượng.",
  ),
});

/** What is wrong with it is said without repeating it. */
function readSecret(value: unknown, node?: ASTNode): string {
  if (typeof value === "string") return value;
  throw badInput(messages.secretIsText, node);
}

export const Secret = new GraphQLScalarType<string, string>({
  name: "Secret",
  // It is taken and handed out as a String; its name says what to do with it.
  specifiedByURL: "https://spec.graphql.org/October2021/#sec-String",
  description: about(
    "A password, token or key, as text: never recorded and never repeated in an error. Send it as a variable.",
    "Mật khẩu, mã hoặc khóa, dạng chuỗi: không bao giờ được ghi lại hay lặp lại trong thông báo lỗi. Hãy gửi qua biến.",
  ),
  serialize: (value) => String(value),
  parseValue: (value) => readSecret(value),
  parseLiteral: (node) => readSecret(node.kind === Kind.STRING ? node.value : null, node),
});
