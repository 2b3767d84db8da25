import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { getMetadataStorage, validateSync } from "class-validator";
import { getMetadataStorage as schemaStorage } from "type-graphql";
import { checkInput } from "../../server/core/schema/checks.js";
import { FirstArgs } from "../../server/core/schema/pagination.js";
import type { FailedChecks } from "../../server/core/schema/user-errors.js";
import type { LocalizedMessage } from "../../server/core/text/localized-message.js";
import { createSchema } from "../../server/graphql/schema.js";
import { addTestAccount, signedIn } from "../support/accounts.js";
import { type Data, runQuery } from "../support/run-query.js";
import { startTestServer, type TestServer } from "../support/server.js";

/** What each check refuses one of. */
const BAD: readonly unknown[] = [
  ...["", "x".repeat(5000), "<b>", "0001-01-01", "ngắn"],
  ...[-1, 0, 1.23456789, 1e16],
  ...[[], Array.from({ length: 5000 }, () => "tên"), ["x".repeat(300)], [""]],
  { name: "x".repeat(500) },
];

describe("Each check of an input's class", () => {
  createSchema();
  const { inputTypes, argumentTypes } = schemaStorage();
  const classes = [...inputTypes, ...argumentTypes].map(({ target }) => target as new () => object);
  const metadataOf = (Class: new () => object) =>
    getMetadataStorage().getTargetValidationMetadatas(Class, "", false, false);

  beforeAll(() => checkInput(new FirstArgs()));

  it("stands on a class that the schema takes as input", () => {
    const checked = new Set(classes.flatMap((Class) => metadataOf(Class).map(({ target }) => target)));
    const { validationMetadatas } = getMetadataStorage() as unknown as { validationMetadatas: Map<unknown, unknown> };
    expect([...validationMetadatas.keys()].filter((Class) => !checked.has(Class as never))).toEqual([]);
    expect(checked.size).toBeGreaterThan(20);
  });

  it("has a sentence of its own in English and in Vietnamese", () => {
    const seen: string[] = [];
    for (const Class of classes) {
      for (const { propertyName, context, type, name = type } of metadataOf(Class)) {
        if (type === "nestedValidation") continue;
        const refused = BAD.flatMap((value) => {
          const object = Object.assign(new Class(), { facility: "X", [propertyName]: value });
          const [error] = validateOne(object, propertyName);
          return error?.constraints?.[name] === undefined ? [] : { value, property: propertyName, object };
        });
        const where = `${Class.name}.${propertyName}: ${name}`;
        expect([where, refused.length > 0]).toEqual([where, true]);
        for (const given of refused) {
          const { sentence } = context as { sentence: LocalizedMessage | ((of: object) => LocalizedMessage) };
          const { en, vi } = typeof sentence === "function" ? sentence(given) : sentence;
          expect([where, en, vi]).toEqual([where, expect.stringMatching(SENTENCE), expect.stringMatching(SENTENCE)]);
          expect([where, en]).not.toEqual([where, vi]);
          expect([where, en]).not.toEqual([where, expect.stringMatching(DEFAULT_TEXT)]);
          expect([where, vi]).toEqual([where, expect.stringMatching(VIETNAMESE)]);
        }
        seen.push(where);
      }
    }
    expect(seen.length).toBeGreaterThan(60);
  });

  it("writes the numbers of a sentence as its language writes them", () => {
    try {
      checkInput(Object.assign(new FirstArgs(), { first: 129_905 }));
      throw new Error("It was not refused.");
    } catch (error) {
      expect((error as FailedChecks).sentence).toEqual({
        en: "`first` is 129,905; it must be from 1 to 100.",
        vi: "`first` là 129.905; phải từ 1 đến 100.",
      });
    }
  });
});

/** Begins as a sentence does, or with what it is about, and ends as one. */
const SENTENCE = /^(?:\p{Lu}|[`"\d])[^\n]*\.$/u;
const VIETNAMESE = /[àáảãạăâđèéẻẽẹêìíỉĩịòóỏõọôơùúủũụưỳýỷỹỵấầẩẫậắằẳẵặếềểễệốồổỗộớờởỡợứừửữự]/i;
const DEFAULT_TEXT =
  /must be (?:shorter|longer|a string|an array|a number|conforming)|must (?:contain|match)|should not/;

/** What is wrong with one field; a check that cannot read such a value at all refuses it too. */
function validateOne(object: object, property: string) {
  try {
    return validateSync(object, { skipMissingProperties: true, forbidUnknownValues: false }).filter(
      (error) => error.property === property,
    );
  } catch {
    return [];
  }
}

describe("What does not fit is refused in both languages", () => {
  let server: TestServer;
  let admin: Record<string, string>;
  beforeAll(async () => {
    server = await startTestServer();
    await addTestAccount(server.db, "Phòng Kế hoạch", "ADMIN");
    admin = (await signedIn(server, "Phòng Kế hoạch")).headers;
  });
  afterAll(() => server.close());

  it("whether an object is given beside it, is left out, or is null", async () => {
    const answersTo = async (first: number) => {
      const answers = [];
      for (const beside of ["", ", filter: {}", ", filter: null", ", filter: { search: null }"])
        answers.push(await runQuery(server, `{ facilities(first: ${first}${beside}) { totalCount nodes { code } } }`));
      return answers.map(({ data, errors }) => ({ data, said: errors?.map(({ message }) => message) }));
    };
    const refused = { data: null, said: ["`first` is 101; it must be from 1 to 100."] };
    expect(await answersTo(101)).toEqual(Array(4).fill(refused));
    const [one, ...others] = await answersTo(2);
    expect(one).toMatchObject({ data: { facilities: { totalCount: 42 } }, said: undefined });
    expect(others).toEqual(Array(3).fill(one));
  });

  const many = (count: number, value: unknown = "X") => Array.from({ length: count }, () => value);
  const level = (value: number) => [{ facility: "BV-MAT", component: "HIS", level: value }];

  it.each<[asked: string, query: string, input: unknown, en: string, vi: string]>([
    [
      "too long a search",
      "query ($input: FacilityFilter) { facilities(filter: $input) { totalCount } }",
      { search: "bệnh ".repeat(300) },
      "`search` has 1,500 characters; it may have at most 200.",
      "`search` có 1.500 ký tự; tối đa 200.",
    ],
    [
      "too many types and owners",
      "query ($input: FacilityFilter) { facilities(filter: $input) { totalCount } }",
      { facilityType: many(1051), ownership: many(51, "PUBLIC") },
      "1,051 facility types are too many; at most 50 at once. 51 owners are too many; at most 50 at once.",
      "1.051 hình thức tổ chức là quá nhiều; mỗi lần tối đa 50. 51 hình thức sở hữu là quá nhiều; mỗi lần tối đa 50.",
    ],
    [
      "too many checks",
      "query ($input: DiscrepancyFilter) { discrepancies(filter: $input) { id } }",
      { code: many(101) },
      "101 codes are too many; at most 100 at once.",
      "101 mã là quá nhiều; mỗi lần tối đa 100.",
    ],
    [
      "too many ids",
      "query ($input: [ID!]!) { nodes(ids: $input) { id } }",
      many(1101),
      "1,101 ids are too many; at most 100 at once.",
      "1.101 định danh là quá nhiều; mỗi lần tối đa 100.",
    ],
    [
      "too many names",
      "query ($input: [String!]!) { matchNames(names: $input) { name } }",
      many(101, "x".repeat(300)),
      "101 names are too many; at most 100 at once.",
      "101 tên là quá nhiều; mỗi lần tối đa 100.",
    ],
    [
      "too long a name",
      "query ($input: [String!]!) { matchNames(names: $input) { name } }",
      ["Bệnh viện Mắt", "ă".repeat(1201)],
      `The name "${"ă".repeat(40)}…" has 1,201 characters; a name has at most 200.`,
      `Tên "${"ă".repeat(40)}…" có 1.201 ký tự; mỗi tên tối đa 200.`,
    ],
    [
      "too large a page",
      "query ($input: Int) { facilities(last: $input) { totalCount } }",
      1000,
      "`last` is 1,000; it must be from 1 to 100.",
      "`last` là 1.000; phải từ 1 đến 100.",
    ],
    [
      "no results at all",
      'query ($input: Int) { facility(code: "BV-MAT") { assessments(last: $input) { id } } }',
      -1234,
      "`last` is -1,234; it must be at least 1.",
      "`last` là -1.234; phải từ 1 trở lên.",
    ],
    [
      "a level that there is not",
      'query ($input: Int!) { facility(code: "BV-MAT") { latestAssessment { gap(to: $input) { met } } } }',
      8,
      "`to` is 8; a level is from 1 to 7.",
      "`to` là 8; mức phải từ 1 đến 7.",
    ],
    [
      "such a level among what is assumed",
      'query ($input: [AssumedResultInput!]!) { whatIf(round: "2022", assumptions: $input) { ruleSet } }',
      [...level(7), ...level(0)],
      '`level` of facility "BV-MAT" is 0; a level is from 1 to 7.',
      '`level` của đơn vị "BV-MAT" là 0; mức phải từ 1 đến 7.',
    ],
    [
      "too much assumed, and wrongly",
      'query ($input: [AssumedResultInput!]!) { whatIf(round: "2022", assumptions: $input) { ruleSet } }',
      many(1001, level(9)[0]),
      "1,001 assumptions are too many; at most 1,000 at once.",
      "1.001 giả định là quá nhiều; mỗi lần tối đa 1.000.",
    ],
  ])("in a query: %s", async (_asked, query, input, en, vi) => {
    const said = async (language: string) => {
      const { errors } = await runQuery(server, query, { input }, { "accept-language": language });
      return errors?.map(({ message, extensions }) => ({ message, extensions }));
    };
    const refused = (message: string) => [{ message, extensions: { code: "BAD_USER_INPUT" } }];
    expect([await said("en"), await said("vi")]).toEqual([refused(en), refused(vi)]);
  });

  const CHANGE = { id: "RmFjaWxpdHk6MQ", expectedVersion: 1 };
  const wrong = (path: string, en: string, vi: string) => ({ path: path.split("."), en, vi });

  it.each<[act: string, type: string, input: object, wrong: { path: string[]; en: string; vi: string }[]]>([
    [
      "facilityAdd",
      "FacilityAddInput",
      {
        ...{
          clientMutationId: "có dấu",
          code: "bv mat",
          name: "123",
          facilityType: "X",
          ownership: "PUBLIC",
          area: "X",
        },
        ...{ actualBeds: 129_905, on: "0500-01-01", spellings: ["BV", "?"], noteVi: "x".repeat(2001) },
      },
      [
        wrong(
          "code",
          '"bv mat" is no code of the register; write at most 40 capitals, digits and hyphens, such as "BV-MAT".',
          '"bv mat" không phải là mã của sổ đăng ký; hãy viết tối đa 40 chữ hoa không dấu, chữ số và gạch nối, ví dụ "BV-MAT".',
        ),
        wrong("name", "A name has letters, and at most 200 characters.", "Tên phải có chữ cái và tối đa 200 ký tự."),
        wrong("actualBeds", "Beds are a whole number from 0 to 100,000.", "Số giường là số nguyên từ 0 đến 100.000."),
        wrong(
          "on",
          "A day on record is after 1000-01-01 and before 9999-12-31.",
          "Ngày ghi vào sổ phải sau 1000-01-01 và trước 9999-12-31.",
        ),
        wrong(
          "spellings",
          "A name has letters, and at most 200 characters.",
          "Tên phải có chữ cái và tối đa 200 ký tự.",
        ),
        wrong("noteVi", "A note has at most 2,000 characters.", "Ghi chú có tối đa 2.000 ký tự."),
        wrong(
          "clientMutationId",
          "The name of an act has 1 to 64 letters, digits, - and _.",
          "Tên của lần thực hiện có 1 đến 64 chữ cái không dấu, chữ số, - và _.",
        ),
      ],
    ],
    [
      "facilityCorrect",
      "FacilityCorrectInput",
      { ...CHANGE, reason: "  vì ", removeSpellings: many(51) },
      [
        wrong(
          "removeSpellings",
          "51 spellings are too many; at most 50 at once.",
          "51 cách viết là quá nhiều; mỗi lần tối đa 50.",
        ),
        wrong("reason", "A reason has 3 to 2,000 characters.", "Lý do có từ 3 đến 2.000 ký tự."),
      ],
    ],
    [
      "assessmentSave",
      "AssessmentSaveInput",
      {
        ...CHANGE,
        reportedLevel: 8,
        components: [
          { component: "LIS", grade: "BASIC" },
          { component: "HIS", level: 0 },
        ],
      },
      [
        wrong(
          "reportedLevel",
          "`reportedLevel` is 8; a level is from 1 to 7.",
          "`reportedLevel` là 8; mức phải từ 1 đến 7.",
        ),
        wrong("components.1.level", "`level` is 0; a level is from 1 to 7.", "`level` là 0; mức phải từ 1 đến 7."),
      ],
    ],
    [
      "assessmentRoundOpen",
      "AssessmentRoundOpenInput",
      { code: "Đợt 2026", year: 1999, openedOn: "2026-01-01", methodVi: "x".repeat(2001) },
      [
        wrong(
          "code",
          "A code has 1 to 20 letters, digits, - and _.",
          "Mã có từ 1 đến 20 chữ cái không dấu, chữ số, - và _.",
        ),
        wrong("year", "A year is from 2000 to 2100.", "Năm từ 2000 đến 2100."),
        wrong("methodVi", "A note has at most 2,000 characters.", "Ghi chú có tối đa 2.000 ký tự."),
      ],
    ],
    [
      "legalDocumentAdd",
      "LegalDocumentAddInput",
      { number: " ", kind: "X", titleVi: "x".repeat(401) },
      [
        wrong("number", "A number has 1 to 200 characters.", "Số, ký hiệu có từ 1 đến 200 ký tự."),
        wrong("titleVi", "A title has 1 to 400 characters.", "Trích yếu có từ 1 đến 400 ký tự."),
      ],
    ],
    [
      "targetAdd",
      "TargetAddInput",
      { legalDocument: "X", year: 2101, statementVi: " ", value: 1e16, count: -1, aims: many(7) },
      [
        wrong("year", "A year is from 2000 to 2100.", "Năm từ 2000 đến 2100."),
        wrong("statementVi", "A statement has 1 to 2,000 characters.", "Nội dung có từ 1 đến 2.000 ký tự."),
        wrong("value", "A figure is at most 1,000,000,000,000,000.", "Số liệu tối đa 1.000.000.000.000.000."),
        wrong("count", "A figure is 0 or more, not -1.", "Số liệu không âm, không thể là -1."),
        wrong("aims", "7 aims are too many; at most 6 at once.", "7 việc nhằm tới là quá nhiều; mỗi lần tối đa 6."),
      ],
    ],
    [
      "milestoneRecordProgress",
      "MilestoneRecordProgressInput",
      { milestone: "X", on: "2026-01-01", status: "DONE", evidenceUrl: "http://example.org" },
      [
        wrong(
          "evidenceUrl",
          '"http://example.org" is no address that begins with https:// and has no name or password in it.',
          '"http://example.org" không phải là địa chỉ bắt đầu bằng https:// và không chứa tên, mật khẩu.',
        ),
      ],
    ],
    [
      "accountAdd",
      "AccountAddInput",
      { name: "hệ thống", role: "ADMIN" },
      [
        wrong(
          "name",
          '"hệ thống" reads like a name of the system itself; choose the name of a person or an office.',
          '"hệ thống" giống tên của chính hệ thống; hãy chọn tên người hoặc tên đơn vị.',
        ),
      ],
    ],
    [
      "passwordChange",
      "PasswordChangeInput",
      { currentPassword: "x", newPassword: "x".repeat(1234) },
      [
        wrong(
          "newPassword",
          "A password has 12 to 128 characters; this one has 1,234.",
          "Mật khẩu phải có từ 12 đến 128 ký tự; mật khẩu này có 1.234.",
        ),
      ],
    ],
    [
      "apiKeyIssue",
      "ApiKeyIssueInput",
      { label: "x", scopes: [], expiresOn: "2027-01-01" },
      [
        wrong("label", "A label has 3 to 100 characters.", "Nhãn có từ 3 đến 100 ký tự."),
        wrong("scopes", "A key is for something; name a scope.", "Khóa phải có ít nhất một phạm vi."),
      ],
    ],
    [
      "fileImport",
      "FileImportInput",
      { format: "OBSERVATIONS", text: "", fileName: "x".repeat(401) },
      [wrong("fileName", "A name has at most 400 characters.", "Tên có tối đa 400 ký tự.")],
    ],
  ])("in an act: %s", async (act, type, input, mistakes) => {
    const query = `mutation ($input: ${type}!) { ${act}(input: $input) { userErrors { path code message } } }`;
    const said = async (language: string): Promise<Data> => {
      const { data, errors } = await runQuery(server, query, { input }, { ...admin, "accept-language": language });
      return errors ?? data[act].userErrors.sort(byPath);
    };
    const expected = (language: "en" | "vi") =>
      mistakes.map(({ path, ...words }) => ({ path, code: "INVALID", message: words[language] })).sort(byPath);
    expect([await said("en"), await said("vi")]).toEqual([expected("en"), expected("vi")]);
  });
});

const byPath = (one: { path: string[] }, other: { path: string[] }) => `${one.path}`.localeCompare(`${other.path}`);
