import { type ASTNode, GraphQLError } from "graphql";
import { counted } from "../text/counted.js";

/** The codes that clients rely on, in `extensions.code`, each with the HTTP status that goes with it. */
export const ERROR_STATUS = {
  SAVED_NOT_SHOWN: 200,
  BAD_REQUEST: 400,
  BAD_USER_INPUT: 400,
  BATCH_NOT_SUPPORTED: 400,
  GRAPHQL_PARSE_FAILED: 400,
  GRAPHQL_VALIDATION_FAILED: 400,
  OPERATION_RESOLUTION_FAILURE: 400,
  PERSISTED_DOCUMENT_UNKNOWN: 400,
  PERSISTED_QUERY_NOT_SUPPORTED: 400,
  QUERY_TOO_COMPLEX: 400,
  SUBSCRIPTION_NOT_SUPPORTED: 400,
  WEBSOCKET_NOT_SUPPORTED: 400,
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  PERSISTED_DOCUMENTS_ONLY: 403,
  NOT_FOUND: 404,
  METHOD_NOT_ALLOWED: 405,
  NOT_ACCEPTABLE: 406,
  REQUEST_TIMEOUT: 408,
  PAYLOAD_TOO_LARGE: 413,
  UNSUPPORTED_MEDIA_TYPE: 415,
  RATE_LIMITED: 429,
  HEADERS_TOO_LARGE: 431,
  INTERNAL_SERVER_ERROR: 500,
  DATABASE_UNAVAILABLE: 503,
  DEADLINE_EXCEEDED: 503,
  ISSUER_UNAVAILABLE: 503,
} as const;

export type ErrorCode = keyof typeof ERROR_STATUS;

/** A sentence in both languages of the field; which one is sent depends on `Accept-Language`. */
export interface LocalizedMessage {
  en: string;
  vi: string;
}

/** What the server will not do, said so that a person can put it right. */
export class Refusal extends GraphQLError {
  constructor(
    readonly code: ErrorCode,
    readonly sentence: LocalizedMessage,
    /** Where in the document, if that is not plain from where it is thrown. */
    node?: ASTNode,
    /** After how many seconds it may be tried again. */
    readonly retryAfter?: number,
    /** Several questions are refused at once: whoever asked looks for as many answers. */
    readonly questions?: number,
  ) {
    super(sentence.en, { extensions: { code }, nodes: node ?? null });
  }
}

export const badInput = (en: string, vi: string, node?: ASTNode): Refusal =>
  new Refusal("BAD_USER_INPUT", { en, vi }, node);

export const tooManySignIns = (seconds: number): Refusal =>
  new Refusal(
    "RATE_LIMITED",
    {
      en: `There were too many attempts to sign in; try again in ${counted(Math.ceil(seconds / 60), "minute")}.`,
      vi: `Đã thử đăng nhập quá nhiều lần; hãy thử lại sau ${Math.ceil(seconds / 60)} phút.`,
    },
    undefined,
    seconds,
  );

export const tooManyListeners = (): Refusal =>
  new Refusal(
    "RATE_LIMITED",
    {
      en: "Too many are listening for changes already; try again in a minute, or ask `changes` now and then.",
      vi: "Đã có quá nhiều kết nối đang chờ thay đổi; hãy thử lại sau một phút, hoặc hỏi `changes` định kỳ.",
    },
    undefined,
    60,
  );

export const tooManyDownloads = (): Refusal =>
  new Refusal(
    "RATE_LIMITED",
    {
      en: "Other lists are being written just now; ask for this one again in a moment.",
      vi: "Đang xuất các danh sách khác; vui lòng tải lại sau ít phút.",
    },
    undefined,
    5,
  );

/** What was asked took too long; it has been ended, and nothing was changed by it. */
export const deadlineExceeded = (): Refusal =>
  new Refusal(
    "DEADLINE_EXCEEDED",
    {
      en: "This took too long and was ended; nothing was changed. Ask for less at once, or try again in a moment.",
      vi: "Yêu cầu mất quá nhiều thời gian nên đã bị dừng; chưa có gì thay đổi. Hãy hỏi ít hơn mỗi lần, hoặc thử lại sau ít phút.",
    },
    undefined,
    5,
  );

/** An act that was still under way when its time was over. */
export const outcomeUnknown = (): Refusal =>
  new Refusal(
    "DEADLINE_EXCEEDED",
    {
      en: "This took too long; whether it was saved is not known. An act with a `clientMutationId` may be sent again: it is done once.",
      vi: "Yêu cầu mất quá nhiều thời gian; chưa rõ đã lưu hay chưa. Yêu cầu có `clientMutationId` có thể gửi lại: việc chỉ được thực hiện một lần.",
    },
    undefined,
    5,
  );

/** An act that is done, though something went wrong with showing what it did. */
export const savedNotShown = (cause: unknown): Refusal => {
  const refusal = new Refusal("SAVED_NOT_SHOWN", {
    en: "This was saved, and cannot be shown just now; ask for it again in a moment.",
    vi: "Đã lưu; hiện chưa hiển thị được kết quả. Vui lòng xem lại sau ít phút.",
  });
  refusal.cause = cause;
  return refusal;
};

/** The same for every token and key that is not good, whatever is wrong with it. */
export const notAccepted = (): Refusal =>
  new Refusal("UNAUTHENTICATED", {
    en: "The token or key in `Authorization` is not accepted; sign in anew.",
    vi: "Mã hoặc khóa trong `Authorization` không được chấp nhận; hãy đăng nhập lại.",
  });

export const notSignedIn = (): Refusal =>
  new Refusal("UNAUTHENTICATED", {
    en: "This is for those who have signed in; send their token as `Authorization: Bearer …`.",
    vi: "Chức năng này chỉ dành cho người đã đăng nhập; hãy gửi mã đăng nhập ở `Authorization: Bearer …`.",
  });

export const notAllowed = (): Refusal =>
  new Refusal("FORBIDDEN", {
    en: "Your role does not allow this.",
    vi: "Vai trò của bạn không được phép thực hiện việc này.",
  });
