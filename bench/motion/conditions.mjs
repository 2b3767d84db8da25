// What goes on while others read, and what they ask.

const perSecond = (act, rate, what) => ({ name: `${what} a second`, act, rate });

/** The first one is rest, to which the others are compared. */
export const CONDITIONS = [
  { name: "nothing" },
  perSecond("figure", 1, "1 figure"),
  perSecond("figure", 10, "10 figures"),
  perSecond("figure", 50, "50 figures"),
  perSecond("rename", 1, "1 rename"),
  perSecond("rename", 10, "10 renames"),
  perSecond("publish", 1, "1 publication"),
  perSecond("publish", 10, "10 publications"),
  { name: "an import of 100,000", act: "import" },
];

export const REST = "nothing";
export const MOST_FIGURES = "50 figures a second";
export const MOST_RENAMES = "10 renames a second";
export const MOST_PUBLICATIONS = "10 publications a second";
export const IMPORT = "an import of 100,000";

export const READ = ["Q1", "Q1 again", "Q2", "Q3", "Q4"];

/** What goes on at once during the minutes after which memory is looked at. */
export const TOGETHER = [
  { act: "figure", rate: 10 },
  { act: "rename", rate: 1 },
  { act: "publish", rate: 1 },
];

/** How many different days are asked about in turn. */
export const DAYS = [1, 8, 24, 1000];
