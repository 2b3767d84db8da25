import type { ApolloServerPlugin } from "@apollo/server";
import { OperationTypeNode } from "graphql";
import type { Context } from "../core/context.js";
import { Refusal } from "../core/schema/errors.js";
import { requestRefusal } from "../core/schema/messages.js";
import * as messages from "./graphql.messages.js";

/** Refuses an operation that is none to be answered, or not in the way in which it came. */
export const takenOperations: ApolloServerPlugin<Context> = {
  async requestDidStart() {
    return {
      async didResolveOperation({ operation, contextValue, response }) {
        if (operation?.operation === OperationTypeNode.SUBSCRIPTION) throw requestRefusal("SUBSCRIPTION_NOT_SUPPORTED");
        if (operation?.operation !== OperationTypeNode.MUTATION || contextValue.request?.method !== "GET") return;
        response.http.headers.set("allow", "POST");
        throw notByGet();
      },
    };
  },
};

/** An act is no question: nothing in between may send it again, and no page of another site may have it done. */
const notByGet = (): Refusal => new Refusal("METHOD_NOT_ALLOWED", messages.actByPost);
