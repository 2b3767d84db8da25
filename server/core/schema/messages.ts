import { unwrapResolverError } from "@apollo/server/errors";
import { GraphQLError, type GraphQLFormattedError } from "graphql";
import type { Language } from "../context.js";
import type { LocalizedMessage } from "../text/localized-message.js";
import { ERROR_STATUS, type ErrorCode, Refusal } from "./errors.js";

/** What leaves as an error: a code that clients rely on, a sentence in their language, and never more than that. */
export function formatError(
  formatted: GraphQLFormattedError,
  thrown: unknown,
  language: Language,
): GraphQLFormattedError {
  const refusal = refusalIn(thrown);
  const code = refusal?.code ?? codeOf(formatted);
  const { locations, path } = formatted;
  const message = (refusal?.sentence ?? sentenceOf(code, formatted))[language];
  return { message, ...(locations && { locations }), ...(path && { path }), extensions: { code } };
}

/** What is wrong with a document, as `formatError` says it. */
export function sentenceOnDocument(
  error: GraphQLError,
  code: "GRAPHQL_PARSE_FAILED" | "GRAPHQL_VALIDATION_FAILED",
): LocalizedMessage {
  const formatted = { ...error.toJSON(), extensions: { code } };
  const { message: en } = formatError(formatted, error, "en");
  const { message: vi } = formatError(formatted, error, "vi");
  return { en, vi };
}

/** Our own refusal, also where graphql-js has wrapped it (a scalar's, inside a literal or a variable). */
export function refusalIn(thrown: unknown): Refusal | undefined {
  const error = unwrapResolverError(thrown);
  if (error instanceof Refusal) return error;
  const original = error instanceof GraphQLError ? error.originalError : undefined;
  return original === undefined || original === error ? undefined : refusalIn(original);
}

function codeOf({ extensions }: GraphQLFormattedError): ErrorCode {
  const code = extensions?.code;
  return typeof code === "string" && code in ERROR_STATUS ? (code as ErrorCode) : "INTERNAL_SERVER_ERROR";
}

const INTERNAL: LocalizedMessage = {
  en: "Something went wrong on the server; it has been recorded. Please try again later.",
  vi: "Máy chủ gặp lỗi; lỗi đã được ghi lại. Vui lòng thử lại sau.",
};

/** The protocol's own words for a hash without a query: by them some clients know that they are to send the whole query. */
const BY_HASH: LocalizedMessage = { en: "PersistedQueryNotSupported", vi: "PersistedQueryNotSupported" };

/** graphql-js words what is wrong with a document; in Vietnamese its English detail follows the sentence. */
const LEADS: Partial<Record<ErrorCode, string>> = {
  GRAPHQL_PARSE_FAILED: "Câu hỏi GraphQL viết sai cú pháp",
  GRAPHQL_VALIDATION_FAILED: "Câu hỏi GraphQL không đúng với lược đồ",
  OPERATION_RESOLUTION_FAILURE: "Không xác định được thao tác cần thực hiện",
  BAD_USER_INPUT: "Giá trị đầu vào không hợp lệ",
  BAD_REQUEST: "Yêu cầu không hợp lệ",
};

function sentenceOf(code: ErrorCode, { message }: GraphQLFormattedError): LocalizedMessage {
  if (code === "INTERNAL_SERVER_ERROR") return INTERNAL;
  if (code === "PERSISTED_QUERY_NOT_SUPPORTED") return BY_HASH;
  const told = withoutInput(message);
  return { en: told, vi: `${LEADS[code] ?? "Yêu cầu không thực hiện được"}: ${told}` };
}

/** graphql-js repeats a whole input object of which a field is wrong, or one too many; there may be a password in it. */
const withoutInput = (message: string): string =>
  message.replace(
    /^(Variable "\$\w+" got invalid value) [{[].*?((?: at "[^"]*")?; (?:Field|Expected|Exactly) )/s,
    "$1$2",
  );

const REQUEST_SENTENCES: Partial<Record<ErrorCode, LocalizedMessage>> = {
  BAD_REQUEST: {
    en: "The request could not be read; send JSON with a `query`.",
    vi: "Không đọc được yêu cầu; hãy gửi JSON có trường `query`.",
  },
  NOT_FOUND: {
    en: "There is nothing at this address; the API is at /graphql.",
    vi: "Không có gì ở địa chỉ này; API ở /graphql.",
  },
  METHOD_NOT_ALLOWED: { en: "The API is asked by GET or POST.", vi: "API chỉ nhận GET hoặc POST." },
  NOT_ACCEPTABLE: {
    en: "The answer is application/json or application/graphql-response+json, and `Accept` takes neither.",
    vi: "Câu trả lời ở dạng application/json hoặc application/graphql-response+json, nhưng `Accept` không nhận dạng nào.",
  },
  REQUEST_TIMEOUT: {
    en: "The request did not arrive: nothing came for too long, or too little of it; send it again.",
    vi: "Yêu cầu không đến đủ: quá lâu không nhận được dữ liệu, hoặc dữ liệu đến quá chậm; hãy gửi lại.",
  },
  HEADERS_TOO_LARGE: {
    en: "The address and the headers are too long; send the question by POST.",
    vi: "Địa chỉ và các header quá dài; hãy gửi câu hỏi bằng POST.",
  },
  BATCH_NOT_SUPPORTED: {
    en: "Several questions in one request are not answered; send them one at a time, or as one document.",
    vi: "Không trả lời nhiều câu hỏi trong một yêu cầu; hãy gửi từng câu một, hoặc gộp thành một tài liệu.",
  },
  SUBSCRIPTION_NOT_SUPPORTED: {
    en: "There are no subscriptions; listen at /changes/stream, and ask `changes`.",
    vi: "Không có subscription; hãy nghe tại /changes/stream rồi hỏi `changes`.",
  },
  WEBSOCKET_NOT_SUPPORTED: {
    en: "There are no WebSockets; ask by POST, and listen for changes at /changes/stream.",
    vi: "Không có WebSocket; hãy hỏi bằng POST và nghe thay đổi tại /changes/stream.",
  },
  PAYLOAD_TOO_LARGE: { en: "The request is too large.", vi: "Yêu cầu quá lớn." },
  UNSUPPORTED_MEDIA_TYPE: { en: "Send the request as application/json.", vi: "Hãy gửi yêu cầu dạng application/json." },
  QUERY_TOO_COMPLEX: {
    en: "The query is nested too deeply.",
    vi: "Câu hỏi lồng nhau quá sâu.",
  },
};

const requestSentence = (code: ErrorCode): LocalizedMessage => REQUEST_SENTENCES[code] ?? INTERNAL;

/** The same as what code thrown while a request is read or asked. */
export const requestRefusal = (code: ErrorCode): Refusal => new Refusal(code, requestSentence(code));

/** The answer to a request that never got as far as GraphQL, in the form of a GraphQL answer. */
export const requestError = (code: ErrorCode, language: Language) => ({
  errors: [{ message: requestSentence(code)[language], extensions: { code } }],
});
