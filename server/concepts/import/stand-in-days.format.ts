/** How a cell says that a day stands in for one that nobody knows, and that it does not. */
export const STANDS_IN_WORDS = { yes: "có", no: "không" };
