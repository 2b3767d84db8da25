import { GraphQLScalarType } from "graphql";
import { badInput } from "../errors.js";
import { about } from "../graphql/about.js";
import type { OpenFile } from "./content.js";

/** A file that came with a request, whole; it lasts as long as the request. */
export class Upload {
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

const refused = () =>
  badInput(
    "A file is sent beside the request, as the GraphQL multipart request specification has it.",
    "Tệp được gửi kèm yêu cầu, theo đặc tả GraphQL multipart request.",
  );

export const UploadScalar = new GraphQLScalarType({
  name: "Upload",
  description: about(
    "A file, sent as `multipart/form-data` by the GraphQL multipart request specification, with the header `apollo-require-preflight: true`; at most 256 MiB.",
    "Tệp gửi bằng `multipart/form-data` theo đặc tả GraphQL multipart request, kèm header `apollo-require-preflight: true`; tối đa 256 MiB.",
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
