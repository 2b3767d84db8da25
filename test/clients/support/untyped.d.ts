declare module "apollo-upload-client/UploadHttpLink.mjs" {
  import type { ApolloLink } from "@apollo/client";

  const UploadHttpLink: new (options: { uri: string; headers?: Record<string, string> }) => ApolloLink;
  export default UploadHttpLink;
}

declare module "react-test-renderer" {
  import type { ReactNode } from "react";
  export function act(work: () => Promise<void> | void): Promise<void>;
  export function create(node: ReactNode): { unmount(): void };
}
