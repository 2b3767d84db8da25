// Imports a file: tried first, every problem shown, and then imported.
import { type FileImportInput, importFile } from "hue-health-sdk";
import { useEffect, useRef, useState } from "react";
import { language, say } from "../../portal/src/language.js";
import { type Problem, type Replacements, readAs, undoesActs } from "../../portal/src/workplace/import-problems.js";
import type { Template } from "./downloads.js";
import { newName } from "./new-name.js";
import { ask, serverAddress, session } from "./server.js";
import { number, type Outcome, Problems, Told } from "./upload-parts.js";

/** How a file is read, beside what it is. */
interface How {
  /** Blank: the register. */
  document: string;
  mayUndoActs: boolean;
  replacements: Replacements;
}

const AS_IT_IS: How = { document: "", mayUndoActs: false, replacements: new Map() };

export default function Upload({ templates }: { templates: readonly Template[] }) {
  const [name, setName] = useState("observations");
  const [file, setFile] = useState<File>();
  const [running, setRunning] = useState<"trying" | "importing">();
  const [outcome, setOutcome] = useState<Outcome>();
  const [isOver, setOver] = useState(false);
  const [how, setHow] = useState(AS_IT_IS);
  /** Whether something was chosen since the file was tried. */
  const [isChanged, setChanged] = useState(false);
  /** An import that nobody answered goes again under the same name, so it is done once. */
  const sent = useRef<{ key: string; id: string }>(undefined);

  /** Whatever is tried anew takes the place of what is still being tried. */
  const turn = useRef(0);

  const send = async (given: File, format: string, isDone: boolean, read: How) => {
    turn.current += 1;
    const own = turn.current;
    setRunning(isDone ? "importing" : "trying");
    setOutcome(undefined);
    setHow(read);
    setChanged(false);
    const replacements = [...read.replacements.values()];
    const meant = {
      ...{ format: formatOf(format), fileName: given.name, mayUndoActs: read.mayUndoActs },
      ...(read.document && { document: read.document }),
      ...(replacements.length > 0 && { replacements }),
    };
    const key = JSON.stringify([meant, isDone, given.size, given.lastModified]);
    if (sent.current?.key !== key) sent.current = { key, id: newName() };
    const answered = await imported(given, { ...meant, dryRun: !isDone, clientMutationId: sent.current.id }, isDone);
    if (own !== turn.current) return;
    setOutcome(answered);
    setRunning(undefined);
  };
  // Another file, or the same as something else, is read as it is.
  const choose = (given: File | undefined, format = name) => {
    setFile(given);
    setOutcome(undefined);
    const read = { ...AS_IT_IS, document: how.document };
    setHow(read);
    if (given && running !== "importing") send(given, format, false, read);
  };
  const report = outcome?.report;
  const mayImport = report && !outcome.isDone && !isChanged && report.problemCount === 0 && outcome.errors.length === 0;
  const choosing = (problem: Problem, value: string | null) => {
    if (!report) return;
    setHow({ ...how, replacements: readAs(how.replacements, report, problem, value) });
    setChanged(true);
  };

  return (
    <div className="column">
      <label>
        {say("Tệp gồm", "The file holds")}
        <select
          value={name}
          onChange={(event) => {
            setName(event.currentTarget.value);
            choose(file, event.currentTarget.value);
          }}
        >
          {templates.map((each) => (
            <option key={each.name} value={each.name}>
              {say(each.titleVi, each.name.replaceAll("-", " "))}
            </option>
          ))}
        </select>
      </label>
      <DocumentChoice
        value={how.document}
        onChange={(document) => {
          const read = { ...how, document };
          setHow(read);
          if (file && running !== "importing") send(file, name, false, read);
        }}
      />
      <label
        className={isOver ? "drop over" : "drop"}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          event.preventDefault();
          setOver(false);
          choose(event.dataTransfer.files[0]);
        }}
      >
        {say("Chọn hoặc thả tệp Excel, CSV vào đây", "Choose an Excel or CSV file, or drop one here")}
        {/* The words of a browser's own field are in the language of the browser, and say that no file is chosen. */}
        <input
          className="unseen"
          type="file"
          accept=".xlsx,.csv,.txt"
          onChange={(event) => {
            choose(event.currentTarget.files?.[0]);
            // The same file once more, put right meanwhile, is a choice too.
            event.currentTarget.value = "";
          }}
        />
        {file && <strong>{file.name}</strong>}
      </label>
      <div role="status">
        {running && <p>{say("Đang đọc tệp…", "Reading the file…")}</p>}
        {outcome && <Told outcome={outcome} />}
      </div>
      {mayImport && file && (
        <button
          type="button"
          className="act"
          disabled={running !== undefined}
          onClick={() => send(file, name, true, how)}
        >
          {say(`Nhập ${number(report.rows)} dòng`, `Import ${number(report.rows)} rows`)}
        </button>
      )}
      {isChanged && file && (
        <button
          type="button"
          className="act"
          disabled={running !== undefined}
          onClick={() => send(file, name, false, how)}
        >
          {say(
            `Chạy thử lại với ${number(how.replacements.size)} ô đã chọn`,
            `Try again with ${number(how.replacements.size)} cells chosen`,
          )}
        </button>
      )}
      {report && undoesActs(report) && file && (
        <>
          <p>
            {say(
              "Tệp này làm mất điều người khác đã sửa hoặc rút. Nếu số trong tệp mới là đúng, hãy cho phép thay thế; nhật ký vẫn giữ cả hai.",
              "This file would undo what people have corrected or withdrawn. If the file is right, let it replace that; the trail keeps both.",
            )}
          </p>
          <button
            type="button"
            disabled={running !== undefined}
            onClick={() => send(file, name, false, { ...how, mayUndoActs: true })}
          >
            {say("Cho phép thay thế và chạy thử lại", "Let it replace them, and try again")}
          </button>
        </>
      )}
      {report && <Problems report={report} replacements={how.replacements} onChoose={choosing} />}
    </div>
  );
}

const formatOf = (name: string) => name.toUpperCase().replaceAll("-", "_") as FileImportInput["format"];

async function imported(file: File, input: Omit<FileImportInput, "file" | "text">, isDone: boolean): Promise<Outcome> {
  const url = serverAddress("graphql");
  const connection = {
    url,
    language: language(),
    token: session.accessToken,
    identity: () => session.signedIn()?.name,
  };
  try {
    const answered = await importFile(connection, file, input);
    if (answered.ok) return { isDone, report: answered.report, errors: [] };
    const errors = answered.userErrors.filter(({ code }) => code !== "FILE_REFUSED").map(({ message }) => message);
    return { isDone: false, report: answered.current.report ?? undefined, errors };
  } catch (error) {
    return { isDone: false, report: undefined, errors: [(error as Error).message] };
  }
}

interface Source {
  code: string;
  titleVi: string;
}

/** The source document that the rows come from: a choice of the Department. */
function DocumentChoice({ value, onChange }: { value: string; onChange(document: string): void }) {
  const isDepartment = session.signedIn()?.role === "ADMIN";
  const [documents, setDocuments] = useState<readonly Source[]>([]);
  useEffect(() => {
    if (!isDepartment) return;
    ask<{ sourceDocuments: Source[] }>("{ sourceDocuments { code titleVi } }", {}).then(
      ({ sourceDocuments }) => setDocuments(sourceDocuments.filter(({ code }) => code !== "REGISTER")),
      () => undefined,
    );
  }, [isDepartment]);
  if (!isDepartment) return null;
  return (
    <label>
      {say("Tài liệu nguồn của các dòng", "Source document of its rows")}
      <select value={value} onChange={(event) => onChange(event.currentTarget.value)}>
        <option value="">{say("sổ đăng ký: nhập tại đây", "the register: entered here")}</option>
        {documents.map(({ code, titleVi }) => (
          <option key={code} value={code}>
            {titleVi}
          </option>
        ))}
      </select>
    </label>
  );
}
