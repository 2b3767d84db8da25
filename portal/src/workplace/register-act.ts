// What an act on the register is: the few things that it asks for, what it changes, and what else it touches.
import type { RenameFacility, TypedDocument } from "hue-health-sdk";
import type { Aspect, FacilityOnRecord, RegisterField, Values } from "./register-fields.js";
import type { Step } from "./register-touched.js";

export type RegisterActName =
  | ("doi-ten" | "chuyen-tru-so" | "chuyen-quan-ly" | "doi-thong-tin" | "sua-sai")
  | ("sap-nhap" | "ngung-hoat-dong" | "mo-lai" | "rut-lai" | "them");

type NameOf = (kind: "facility" | "area", code: string) => string;

export interface RegisterAct {
  readonly label: () => string;
  /** What was done, about the facility of this name. */
  readonly done: (name: string) => string;
  readonly document: TypedDocument<ActOutcome, { input: object }>;
  readonly fields: readonly RegisterField[];
  /** Whether it is offered for a facility that is closed, or for one that is not; left out: for both. */
  readonly isOfClosed?: boolean;
  readonly steps?: (of: FacilityOnRecord, values: Values, nameOf: NameOf) => readonly Step[];
  /** Which lists and figures it touches, of a facility on record; and of one that is new. */
  readonly touches?: (of: FacilityOnRecord, values: Values, nameOf: NameOf) => readonly string[];
  readonly touchesAsNew?: (values: Values, nameOf: NameOf) => readonly string[];
  /** How it is taken back: by another act, or by the withdrawal of these aspects. */
  readonly undo: (values: Values) => readonly (readonly [act: RegisterActName, aspect?: Aspect])[];
}

type ActOutcome = typeof RenameFacility extends TypedDocument<infer Data, infer _> ? Data : never;

/** That the fields are those of the input is looked at here; a form treats all acts alike. */
export const act = <Data, Input>(
  document: TypedDocument<Data, { input: Input }>,
  fields: readonly (RegisterField & { readonly name: keyof Input & string })[],
  rest: Omit<RegisterAct, "document" | "fields">,
): RegisterAct => ({ ...rest, fields, document: document as unknown as RegisterAct["document"] });
