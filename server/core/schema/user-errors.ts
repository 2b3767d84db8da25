import type { GraphQLFieldResolver } from "graphql";
import { Field, ObjectType } from "type-graphql";
import type { Context, Language } from "../context.js";
import type { LocalizedMessage } from "../text/localized-message.js";
import { about, describedEnum } from "./about.js";
import { Refusal } from "./errors.js";
import * as messages from "./schema.messages.js";

export const UserErrorCode = describedEnum(
  "UserErrorCode",
  about("What a person can put right.", "Loại lỗi mà người dùng có thể sửa."),
  {
    CONFLICT: about(
      "Somebody else has changed it since; the payload holds it as it is now.",
      "Người khác đã thay đổi trước; kết quả kèm theo hiện trạng.",
    ),
    FILE_REFUSED: about(
      "The file has problems, which `report.problems` lists; nothing of it was imported.",
      "Tệp có lỗi, liệt kê ở `report.problems`; chưa nhập dòng nào.",
    ),
    FORBIDDEN: about(
      "Whoever asks may not do this with this object, which it may see; the message says who may.",
      "Người gọi không được thực hiện với đối tượng này; thông báo nêu ai được thực hiện.",
    ),
    IDEMPOTENCY_MISMATCH: about(
      "This `clientMutationId` was used for another input within 24 hours.",
      "`clientMutationId` này đã dùng cho dữ liệu khác trong vòng 24 giờ.",
    ),
    ILLEGAL_STATE: about(
      "It cannot be done in the state that the object is in; the message says the state, and what can be done.",
      "Không thực hiện được ở tình trạng hiện tại; thông báo nêu tình trạng và những việc có thể làm.",
    ),
    INVALID: about("The value is not possible here; the message says what is.", "Giá trị không hợp lệ."),
    NOT_ACCEPTED: about(
      "Name, password or token are not accepted; which of them is not told.",
      "Tên, mật khẩu hoặc mã không được chấp nhận; không nói rõ điều nào sai.",
    ),
    NOT_FOUND: about(
      "There is no such object, or none with which whoever asks may do this; which of them is not told.",
      "Không có đối tượng này, hoặc người gọi không được thực hiện với đối tượng đó; không nói rõ điều nào.",
    ),
    NOT_SHOWN_AGAIN: about(
      "It was done under this `clientMutationId`, and the secret that it issued is shown for ten minutes only.",
      "Đã thực hiện với `clientMutationId` này; mã bí mật đã cấp chỉ hiện lại trong mười phút.",
    ),
    PASSWORD_CHANGE_REQUIRED: about(
      "The password was for once: choose one of your own in `newPassword`.",
      "Mật khẩu chỉ dùng một lần: hãy đặt mật khẩu riêng trong `newPassword`.",
    ),
    TAKEN: about("Somebody else has this already.", "Đã có người khác dùng."),
  },
);
export type UserErrorCode = keyof typeof UserErrorCode;

@ObjectType("UserError", {
  simpleResolvers: true,
  description: about("Why nothing was done, for a person to put right.", "Lý do không thực hiện, để người dùng sửa."),
})
export class UserErrorType {
  @Field(() => [String], {
    description: about(
      "The field of the input that it is about; empty: the input as a whole.",
      "Trường của dữ liệu gửi lên có lỗi; rỗng: toàn bộ dữ liệu.",
    ),
  })
  path!: readonly string[];

  @Field(() => UserErrorCode, { description: about("For programs.", "Dành cho chương trình.") })
  code!: UserErrorCode;

  @Field(() => String, {
    description: about(
      "For people, in the language of `Accept-Language`.",
      "Dành cho người đọc, theo `Accept-Language`.",
    ),
  })
  message!: string;
}

/** The one argument of every mutation. */
export const INPUT = about("What to do.", "Nội dung thực hiện.");

/** What every mutation answers beside its object. */
@ObjectType({ simpleResolvers: true })
export abstract class Payload {
  @Field(() => [UserErrorType], {
    description: about("Empty: it was done.", "Rỗng: đã thực hiện."),
  })
  userErrors!: readonly UserErrorType[];
}

export interface UserError {
  path: readonly string[];
  code: UserErrorCode;
  sentence: LocalizedMessage;
}

/** Thrown by whatever decides that a person has to put something right first. */
export class UserErrors extends Error {
  constructor(
    readonly mistakes: readonly UserError[],
    /** What the payload holds beside them, such as the object as it is now. */
    readonly payload: object = {},
  ) {
    super(mistakes.map(({ sentence }) => sentence.en).join(" "));
  }
}

/** So many of them are told in one sentence. */
const MOST_TOLD = 10;

/** What the checks of an input's class refuse: data of an act's answer, and of a query the error in its place. */
export class FailedChecks extends Refusal {
  readonly payload = {};

  constructor(readonly mistakes: readonly UserError[]) {
    const together = (language: Language) =>
      mistakes
        .slice(0, MOST_TOLD)
        .map(({ sentence }) => sentence[language])
        .join(" ");
    super("BAD_USER_INPUT", { en: together("en"), vi: together("vi") });
  }
}

export const userError = (code: UserErrorCode, path: readonly string[], sentence: LocalizedMessage): UserError => ({
  path,
  code,
  sentence,
});

/** Refuses if there is anything to put right. */
export function throwUserErrors(mistakes: readonly (UserError | undefined)[], payload?: object): void {
  const found = mistakes.filter((each) => each !== undefined);
  if (found.length > 0) throw new UserErrors(found, payload);
}

/** Refuses what was decided on by another version than that of now; the payload holds the object as it is. */
export function refuseStale(what: LocalizedMessage, version: number, expectedVersion: number, payload: object): void {
  if (version === expectedVersion) return;
  const conflict = messages.changedSince(what, version, expectedVersion);
  throw new UserErrors([userError("CONFLICT", ["expectedVersion"], conflict)], payload);
}

type Resolve = GraphQLFieldResolver<unknown, Context>;

/** The one wrapper of mutations: mistakes leave as data, in the language of the request. */
export const asAct =
  (resolve: Resolve): Resolve =>
  async (source, args, context, info) => {
    context.acts.begin(info.fieldNodes[0]?.alias?.value ?? info.fieldName);
    try {
      return { userErrors: [], ...((await resolve(source, args, context, info)) as object) };
    } catch (error) {
      if (!(error instanceof UserErrors || error instanceof FailedChecks)) throw error;
      const userErrors = error.mistakes.map(({ path, code, sentence }) => ({
        path,
        code,
        message: sentence[context.language],
      }));
      return { ...error.payload, userErrors };
    }
  };
