import {
  type ExecutionResult,
  GraphQLBoolean,
  GraphQLError,
  GraphQLID,
  GraphQLInt,
  type GraphQLLeafType,
  GraphQLString,
  getArgumentValues,
  locatedError,
  TypeNameMetaFieldDef,
} from "graphql";
import { later } from "../core/time/turn.js";
import { type FieldPlan, type ObjectPlan, type OperationPlan, orBadInput, type Shape, type Variables } from "./plan.js";

type Keyed = Record<string | number, unknown>;

/** Where in the answer an object or a list stands, so that null can be put in its place, and errors can say where. */
interface Place {
  readonly up: Place | undefined;
  /** The object or list that holds it. */
  readonly holder: Keyed;
  readonly key: string | number;
  readonly nonNull: boolean;
  /** Null was put here: nothing further down counts any more. */
  isNulled: boolean;
}

/** An answer at once where nothing had to be waited for. */
export type Result = ExecutionResult | Promise<ExecutionResult>;

/** So much is handed out at once, in some milliseconds; then others have their turn. */
const SLICE = 10_000;

/**
 * One execution (section 6 of the specification). Every value is put into its place as soon as it is known, so that
 * only what is waited for costs a promise; `waiting` counts these, and the answer is whole when none is left.
 */
export class Run {
  #cost = 0;
  readonly #answer: { data: Keyed | null } = { data: null };
  readonly #errors: GraphQLError[] = [];
  readonly #arguments: (Readonly<Record<string, unknown>> | undefined)[];
  readonly #root: Place = {
    up: undefined,
    holder: this.#answer as unknown as Keyed,
    key: "data",
    nonNull: false,
    isNulled: false,
  };
  #waiting = 0;
  #whenWhole: (() => void) | undefined;
  #stopped: GraphQLError | undefined;
  #pauseAt = SLICE;
  #paused: (() => void)[] = [];

  constructor(
    private readonly plan: OperationPlan,
    private readonly variables: Variables,
    private readonly context: unknown,
    private readonly mostCost: number,
    private readonly tooMany: () => GraphQLError,
  ) {
    this.#arguments = new Array(plan.size);
  }

  /** What it has cost so far: fields of objects that were handed out, what stands in lists, and the work beside. */
  get cost(): number {
    return this.#cost;
  }

  /** Ends it with this error: nothing more is begun, and what is waited for is left alone. */
  stop(error: GraphQLError): void {
    this.#stopped ??= error;
    this.#whenWhole?.();
  }

  start(): Result {
    const { root, isMutation } = this.plan;
    if (root.error) return { errors: [root.error], data: null };
    const data = emptyObject(root);
    this.#answer.data = data;
    if (isMutation) return this.#oneAfterTheOther(root, data).then(() => this.#result());
    try {
      this.#fields(root, undefined, data, this.#root);
    } catch (error) {
      this.#fail(error, this.#root);
    }
    if (this.#waiting === 0 || this.#stopped) return this.#result();
    return this.#whole().then(() => this.#result());
  }

  #result(): ExecutionResult {
    if (this.#stopped) return { errors: [this.#stopped] };
    const { data } = this.#answer;
    return this.#errors.length > 0 ? { errors: this.#errors, data } : { data };
  }

  #whole(): Promise<void> {
    return new Promise((resolve) => {
      this.#whenWhole = resolve;
    });
  }

  /** Acts: each is done, and its whole answer is there, before the next one begins. */
  async #oneAfterTheOther(root: ObjectPlan, data: Keyed): Promise<void> {
    for (const field of root.fields) {
      try {
        this.#count(1);
        this.#field(field, undefined, data, this.#root);
      } catch (error) {
        this.#fail(error, this.#root);
      }
      if (this.#waiting > 0 && !this.#stopped) await this.#whole();
      if (this.#root.isNulled || this.#stopped) return;
    }
  }

  #fields({ fields, error }: ObjectPlan, source: unknown, target: Keyed, place: Place): void {
    if (error) throw error;
    this.#count(fields.length);
    for (const field of fields) this.#field(field, source, target, place);
  }

  /** Ends the whole where it holds more than it may, whatever was thought of it beforehand. */
  #count(more: number): void {
    this.#cost += more;
    if (this.#cost <= this.mostCost) return;
    this.stop(this.tooMany());
    throw this.#stopped;
  }

  /** Throws what makes the object around it null. */
  #field(field: FieldPlan, source: unknown, target: Keyed, place: Place): void {
    const { key, shape } = field;
    try {
      if (field.work > 0) this.#count(field.work);
      const value = field.resolve
        ? field.resolve(source, this.#argumentsOf(field), this.context, field.info)
        : this.#property(field, source);
      if (isPromise(value)) {
        target[key] = null;
        this.#later(value, field, target, place);
      } else {
        this.#complete(shape, value, field, target, key, place);
      }
    } catch (error) {
      this.#failHere(error, field, shape, target, key, place);
    }
  }

  /** What went wrong before the object around it was whole: throws on if null may not stand here. */
  #failHere(error: unknown, field: FieldPlan, shape: Shape, target: Keyed, key: string | number, place: Place): void {
    if (this.#stopped) throw this.#stopped;
    const located = locatedError(error, field.nodes, pathTo(place, key));
    if (shape.nonNull) throw located;
    target[key] = null;
    this.#errors.push(located);
  }

  #property(field: FieldPlan, source: unknown): unknown {
    const value = (source as Keyed | null | undefined)?.[field.definition.name];
    return typeof value === "function" ? value.call(source, this.#argumentsOf(field), this.context, field.info) : value;
  }

  /** They are the same for every object of a list: worked out once. */
  #argumentsOf(field: FieldPlan): Readonly<Record<string, unknown>> {
    const { fixedArguments, index, definition, nodes } = field;
    if (fixedArguments) return fixedArguments;
    const [node] = nodes;
    if (!node) return {};
    this.#arguments[index] ??= Object.freeze(orBadInput(() => getArgumentValues(definition, node, this.variables)));
    return this.#arguments[index];
  }

  #later(
    promise: PromiseLike<unknown>,
    field: FieldPlan,
    target: Keyed,
    place: Place,
    item?: { shape: Shape; key: number },
  ): void {
    const { shape, key } = item ?? field;
    this.#waiting += 1;
    promise.then(
      (value) => {
        if (!this.#stopped && !isBelowNull(place)) {
          try {
            this.#complete(shape, value, field, target, key, place);
          } catch (error) {
            this.#failAt(error, field, shape, target, key, place);
          }
        }
        this.#arrived();
      },
      (error: unknown) => {
        this.#failAt(error, field, shape, target, key, place);
        this.#arrived();
      },
    );
  }

  #arrived(): void {
    this.#waiting -= 1;
    if (this.#waiting === 0) this.#whenWhole?.();
  }

  /** What went wrong after the objects around it were put in their places. */
  #failAt(error: unknown, field: FieldPlan, shape: Shape, target: Keyed, key: string | number, place: Place): void {
    if (this.#stopped || isBelowNull(place)) return;
    const located = locatedError(error, field.nodes, pathTo(place, key));
    if (shape.nonNull) this.#fail(located, place);
    else {
      target[key] = null;
      this.#errors.push(located);
    }
  }

  /** Puts null where the error may end: in the nearest place that may be null. */
  #fail(error: unknown, place: Place): void {
    if (this.#stopped || isBelowNull(place)) return;
    let nearest = place;
    while (nearest.nonNull && nearest.up) nearest = nearest.up;
    nearest.isNulled = true;
    nearest.holder[nearest.key] = null;
    this.#errors.push(error as GraphQLError);
  }

  #complete(shape: Shape, value: unknown, field: FieldPlan, target: Keyed, key: string | number, place: Place): void {
    if (value === null || value === undefined) {
      if (shape.nonNull) {
        throw new Error(`Cannot return null for non-nullable field ${field.parent.name}.${field.definition.name}.`);
      }
      target[key] = null;
      return;
    }
    if (value instanceof Error) throw value;
    switch (shape.kind) {
      case "leaf":
        target[key] = serialized(shape.type, value);
        return;
      case "object":
        this.#object(shape.plan, shape, value, target, key, place);
        return;
      case "abstract":
        this.#object(planOf(shape, value, field, this.context), shape, value, target, key, place);
        return;
      case "list":
        this.#list(shape, value, field, target, key, place);
    }
  }

  #object(plan: ObjectPlan, { nonNull }: Shape, value: unknown, holder: Keyed, key: string | number, up: Place): void {
    const shared = plan.ofLeaves?.objects.of(value as object);
    const object = (shared ?? emptyObject(plan)) as Keyed;
    holder[key] = object;
    if (shared || (plan.ofLeaves && takeLeaves(plan, value as Keyed, object))) {
      if (!shared) plan.ofLeaves?.objects.keep(value as object, object);
      this.#count(plan.fields.length);
      return;
    }
    const place: Place = { up, holder, key, nonNull, isNulled: false };
    try {
      this.#fields(plan, value, object, place);
    } catch (error) {
      place.isNulled = true;
      throw error;
    }
  }

  #list(
    shape: Shape & { kind: "list" },
    value: unknown,
    field: FieldPlan,
    holder: Keyed,
    key: string | number,
    up: Place,
  ): void {
    if (typeof value !== "object" || value === null || !(Symbol.iterator in value)) {
      throw new GraphQLError(
        `Expected Iterable, but did not find one for field "${field.parent.name}.${field.definition.name}".`,
      );
    }
    const { of } = shape;
    const plan = of.kind === "object" ? of.plan : undefined;
    const shared = plan?.ofLeaves?.lists.of(value);
    if (plan && shared) {
      holder[key] = shared;
      this.#count(shared.length * plan.fields.length);
      return;
    }
    const values: unknown[] = [];
    holder[key] = values;
    const place: Place = { up, holder, key, nonNull: shape.nonNull, isNulled: false };
    const items = Array.isArray(value) ? value : [...(value as Iterable<unknown>)];
    if (of.kind === "leaf") this.#count(items.length);
    const [failed, waiting] = [this.#errors.length, this.#waiting];
    try {
      this.#items(items, 0, of, field, values as unknown as Keyed, place);
    } catch (error) {
      place.isNulled = true;
      throw error;
    }
    const isWhole = this.#errors.length === failed && this.#waiting === waiting && items === value;
    if (isWhole) plan?.ofLeaves?.lists.keep(value, values as object[]);
  }

  /** The items from this one on. What is much is done in slices, between which others have their turn. */
  #items(items: readonly unknown[], from: number, of: Shape, field: FieldPlan, target: Keyed, place: Place): void {
    for (let at = from; at < items.length; at += 1) {
      if (this.#cost >= this.#pauseAt) {
        this.#afterOthers(place, () => this.#items(items, at, of, field, target, place));
        return;
      }
      const item = items[at];
      try {
        if (isPromise(item)) {
          target[at] = null;
          this.#later(item, field, target, place, { shape: of, key: at });
        } else this.#complete(of, item, field, target, at, place);
      } catch (error) {
        this.#failHere(error, field, of, target, at, place);
      }
    }
  }

  #afterOthers(place: Place, work: () => void): void {
    this.#waiting += 1;
    this.#paused.push(() => {
      try {
        if (!this.#stopped && !isBelowNull(place)) work();
      } catch (error) {
        this.#fail(error, place);
      }
      this.#arrived();
    });
    // The first of them sees to the others.
    if (this.#paused.length === 1) later(() => this.#goOn());
  }

  #goOn(): void {
    this.#pauseAt = this.#cost + SLICE;
    const paused = this.#paused.splice(0);
    while (paused.length > 0 && this.#cost < this.#pauseAt) paused.shift()?.();
    if (paused.length === 0) return;
    if (this.#paused.length === 0) later(() => this.#goOn());
    this.#paused.unshift(...paused);
  }
}

/**
 * Most objects of a list are read off a row, value by value, and nothing in them can go wrong: they need no place. False
 * where something has to be waited for, or may not stand there; then the usual way begins anew, and says so.
 */
function takeLeaves({ fields }: ObjectPlan, source: Keyed, target: Keyed): boolean {
  try {
    for (const { key, definition, shape, parent } of fields) {
      const value = definition === TypeNameMetaFieldDef ? parent.name : source[definition.name];
      if (value === null || value === undefined) {
        if (shape.nonNull) return false;
        target[key] = null;
      } else {
        if (typeof value === "object" || typeof value === "function") return false;
        target[key] = serialized((shape as Shape & { kind: "leaf" }).type, value);
      }
    }
    return true;
  } catch {
    return false;
  }
}

function planOf(shape: Shape & { kind: "abstract" }, value: unknown, field: FieldPlan, context: unknown): ObjectPlan {
  const { type, plans } = shape;
  const name = type.resolveType?.(value, context, field.info, type);
  const plan = typeof name === "string" ? plans.get(name) : undefined;
  if (plan) return plan;
  throw new GraphQLError(`"${String(name)}" is no type of "${type.name}".`);
}

/** All keys in their order, whenever their values come. `__proto__` is a name like any other in an answer. */
const emptyObject = ({ blank, isPlain }: ObjectPlan): Keyed =>
  isPlain ? { ...blank } : Object.assign(Object.create(null), blank);

/** What graphql-js does, without asking it for what needs no change. */
function serialized(type: GraphQLLeafType, value: unknown): unknown {
  if ((type === GraphQLString || type === GraphQLID) && typeof value === "string") return value;
  if (type === GraphQLBoolean && typeof value === "boolean") return value;
  if (type === GraphQLInt && typeof value === "number" && (value | 0) === value) return value;
  const made = type.serialize(value);
  if (made === null || made === undefined) {
    throw new Error(`Expected \`${type.name}\` to hand out a value, and it had none.`);
  }
  return made;
}

const isPromise = (value: unknown): value is PromiseLike<unknown> =>
  typeof value === "object" && value !== null && typeof (value as { then?: unknown }).then === "function";

function isBelowNull(place: Place): boolean {
  for (let at: Place | undefined = place; at; at = at.up) if (at.isNulled) return true;
  return false;
}

function pathTo(place: Place, key: string | number): (string | number)[] {
  const path = [key];
  for (let at = place; at.up; at = at.up) path.unshift(at.key);
  return path;
}
