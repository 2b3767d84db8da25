const CODES = ["ER_NO_REFERENCED_ROW_2", "ER_NO_REFERENCED_ROW", "SQLITE_CONSTRAINT_FOREIGNKEY"];

/** Whether a statement failed because a row that it refers to is not there. */
export const isReferenceMissing = (error: unknown): boolean => CODES.includes((error as { code?: string }).code ?? "");
