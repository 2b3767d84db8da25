import { getMetadataStorage } from "type-graphql";

/**
 * Types are declared with `simpleResolvers`: a plain field is read off its row, and nobody asks a guard that stands on
 * it, nor one that stands on the whole type. Only methods have guards; a guard anywhere else is refused, since nobody
 * would notice that it does nothing.
 */
export function requireGuards(): void {
  const storage = getMetadataStorage();
  const { queries, mutations, subscriptions, fieldResolvers, resolverClasses } = storage;
  const methods = [...queries, ...mutations, ...subscriptions, ...fieldResolvers];
  for (const { target, fieldName } of [...storage.authorizedFields, ...storage.middlewares]) {
    if (methods.some((method) => method.target === target && method.methodName === fieldName)) continue;
    throw new Error(
      `The guard on ${nameOf(target)}.${fieldName} would do nothing: it stands on a plain field, which is read without asking it. Make the field a method with @FieldResolver.`,
    );
  }
  for (const { target } of [...storage.authorizedResolver, ...storage.resolverMiddlewares]) {
    if (resolverClasses.some((resolver) => resolver.target === target)) continue;
    throw new Error(
      `The guard on ${nameOf(target)} would do nothing: its plain fields are read without asking it. Put it on a class with @Resolver.`,
    );
  }
}

/** What clients call the type; a class that makes no type has only its own name. */
function nameOf(target: { name: string }): string {
  const { objectTypes, interfaceTypes, inputTypes } = getMetadataStorage();
  return [...objectTypes, ...interfaceTypes, ...inputTypes].find((type) => type.target === target)?.name ?? target.name;
}
