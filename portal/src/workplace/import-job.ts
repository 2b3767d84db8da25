// The file that somebody imports: tried first, then imported. It goes on while they look at other pages, so it is kept
// here and not in a page. Nothing of it lasts longer than the window.
import { type FileImportInput, type ImportProgress, importFile } from "hue-health-sdk";
import { asError, connectionOfNow } from "../api.js";
import { useKeptOutside } from "../kept-outside.js";
import { say } from "../language.js";
import { sentenceOf } from "../parts/act.js";
import { signedIn, type UserError } from "../session.js";
import { type Problem, type Replacements, type Report, readAs } from "./import-problems.js";

/** What is imported, beside the file itself. */
export type Meant = Pick<FileImportInput, "format" | "document" | "section" | "mayUndoActs">;

export interface Job {
  readonly file: File;
  readonly meant: Meant;
  /** Whose it is: nobody else sees it in this window. */
  readonly account: string | undefined;
  readonly replacements: Replacements;
  readonly is: "TRYING" | "TRIED" | "IMPORTING" | "IMPORTED";
  /** Whether something was chosen since the file was tried. */
  readonly isChanged: boolean;
  readonly progress?: ImportProgress | undefined;
  /** Of the last try, or of the import. */
  readonly report?: Report | undefined;
  readonly errors: readonly UserError[];
  readonly doneAt?: string;
}

export type JobOf = "nhap-file" | "bao-cao-moi";

const jobs = new Map<JobOf, Job>();
const listeners = new Set<() => void>();
/** Stops what is tried when something else is tried. */
const stops = new Map<JobOf, AbortController>();
/** Under which name an import goes that nobody has answered: sent again it is done once. */
const names = new Map<JobOf, { sent: string; file: File; name: string }>();

function listen(listener: () => void): () => void {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}

/** The file of a page, for whoever shows it. */
export function useJob(of: JobOf): Job | undefined {
  const job = useKeptOutside(listen, () => jobs.get(of));
  return job?.account === signedIn()?.name ? job : undefined;
}

function put(of: JobOf, job: Job | undefined): void {
  if (job) jobs.set(of, job);
  else jobs.delete(of);
  for (const listener of listeners) listener();
  if ([...jobs.values()].some(isUnsaved)) window.addEventListener("beforeunload", ask);
  else window.removeEventListener("beforeunload", ask);
}

const isUnsaved = ({ is, replacements }: Job): boolean =>
  is === "IMPORTING" || (is !== "IMPORTED" && replacements.size > 0);

const ask = (event: BeforeUnloadEvent): void => event.preventDefault();

/** Tries a file: it is read and checked as an import would, and nothing is kept. */
export function tryFile(of: JobOf, file: File, meant: Meant, replacements: Job["replacements"] = new Map()): void {
  const account = signedIn()?.name;
  run(of, { file, meant, account, replacements, is: "TRYING", isChanged: false, errors: [] });
}

export function tryAgain(of: JobOf, more: Partial<Meant> = {}): void {
  const job = jobs.get(of);
  if (job) tryFile(of, job.file, { ...job.meant, ...more }, job.replacements);
}

/** Whether it was tried as it stands, and nothing is wrong with it. */
export const mayImport = ({ is, isChanged, report }: Job): boolean =>
  is === "TRIED" && !isChanged && report?.problemCount === 0 && brings(report);

/** Whether anything of it is not on record yet. */
export const brings = ({ inserted, changed, sheets }: Report): boolean =>
  inserted + changed + sheets.reduce((sum, { removed }) => sum + removed, 0) > 0;

/** Imports what was tried, as it was tried. */
export function importTried(of: JobOf): void {
  const job = jobs.get(of);
  if (job && mayImport(job)) run(of, { ...job, is: "IMPORTING", errors: [] });
}

export function forget(of: JobOf): void {
  stops.get(of)?.abort();
  put(of, undefined);
}

/** Reads all cells like this one as a person has chosen; null: as the file has them. */
export function readCellsAs(of: JobOf, problem: Problem, value: string | null): void {
  const job = jobs.get(of);
  if (job?.report)
    put(of, { ...job, replacements: readAs(job.replacements, job.report, problem, value), isChanged: true });
}

async function run(of: JobOf, begun: Job): Promise<void> {
  stops.get(of)?.abort();
  const stop = new AbortController();
  stops.set(of, stop);
  put(of, begun);
  const isStill = () => stops.get(of) === stop && !stop.signal.aborted;
  const more = (next: Partial<Job>) => {
    const now = jobs.get(of);
    if (now && isStill()) put(of, { ...now, progress: undefined, ...next });
  };
  const { file, meant, replacements } = begun;
  const dryRun = begun.is === "TRYING";
  const input = { ...meant, dryRun, fileName: file.name, replacements: [...replacements.values()] };
  const clientMutationId = nameOf(of, file, JSON.stringify(input));
  try {
    const outcome = await importFile(
      connectionOfNow(),
      file,
      { ...input, clientMutationId },
      {
        onProgress: (progress) => more({ progress }),
        signal: stop.signal,
      },
    );
    names.delete(of);
    const report = outcome.ok ? outcome.report : (outcome.current.report ?? undefined);
    const errors = outcome.ok ? [] : outcome.userErrors.filter(({ code }) => code !== "FILE_REFUSED");
    const isImported = outcome.ok && !dryRun;
    more({
      is: isImported ? "IMPORTED" : "TRIED",
      report,
      errors,
      ...(isImported && { doneAt: new Date().toISOString() }),
    });
  } catch (error) {
    if (!isStill()) return;
    const isThere = await file
      .slice(0, 1)
      .arrayBuffer()
      .then(
        () => true,
        () => false,
      );
    const message = isThere
      ? sentenceOf(asError(error))
      : say(
          "Tệp đã được lưu lại, đổi tên hoặc xóa từ khi chọn. Hãy chọn lại tệp.",
          "The file has been saved, renamed or removed since it was chosen. Choose it again.",
        );
    // What was tried is shown again where an import did not come about.
    more({ is: "TRIED", errors: [{ path: [], code: "", message }] });
  }
}

function nameOf(of: JobOf, file: File, sent: string): string {
  const known = names.get(of);
  if (known?.sent === sent && known.file === file) return known.name;
  const name = crypto.randomUUID();
  names.set(of, { sent, file, name });
  return name;
}
