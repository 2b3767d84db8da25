import { GraphQLScalarType } from "graphql";
import { about } from "../../core/schema/about.js";
import { badInput } from "../../core/schema/errors.js";
import * as messages from "../files.messages.js";
import type { OpenFile } from "./content.js";
import type { Progress } from "./progress.js";

/** A file that came with a request, whole; it lasts as long as the request. */
export class Upload {
  /** Whom to tell how far the import of it is. */
  progress: Progress | undefined;

  constructor(
    readonly name: string,
    readonly content: OpenFile,
    readonly sha256: string,
  ) {}

  /** What stands for it where the input of an act is compared. */
  toJSON(): object {
    return { name: this.name, sha256: this.sha256 };
  }
}

const refused = () => badInput(messages.fileBesideRequest);

export const UploadScalar = new GraphQLScalarType({
  name: "Upload",
  specifiedByURL: "https://github.com/jaydenseric/graphql-multipart-request-spec",
  description: about(
    "A file, sent as `multipart/form-data` by the GraphQL multipart request specification; at most 256 MiB. With `Accept: text/event-stream` an import that takes a while is answered in Server-Sent Events: `progress` with `rows`, and `bytes` of `size`; then `next` with the answer, and `complete`.",
    "Tệp gửi bằng `multipart/form-data` theo đặc tả GraphQL multipart request; tối đa 256 MiB. Với `Accept: text/event-stream`, việc nhập kéo dài được trả lời bằng Server-Sent Events: `progress` kèm `rows` và `bytes` trên `size`; sau đó `next` kèm câu trả lời, và `complete`.",
  ),
  parseValue(value) {
    if (value instanceof Upload) return value;
    throw refused();
  },
  parseLiteral() {
    throw refused();
  },
  serialize() {
    throw refused();
  },
});
