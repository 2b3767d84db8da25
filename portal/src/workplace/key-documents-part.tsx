import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { useAnswer } from "../api.js";
import { moment, number } from "../format.js";
import { say } from "../language.js";
import { Confirm, Done, useAct } from "../parts/act.js";
import { ErrorSummary, invalid } from "../parts/errors.js";
import { Answer } from "../parts/page.js";
import { Table } from "../parts/table.js";
import type { UserError } from "../session.js";
import {
  AdmitDocuments,
  type FoundDocument,
  type KeyDocument,
  KeyDocuments,
  textsIn,
  WithdrawDocument,
} from "./key-documents.js";

interface OfKey {
  readonly apiKey: { readonly id: string; readonly label: string; readonly prefix: string };
}

/** A file that was tried, with what it has. */
interface Tried {
  readonly file: string;
  readonly texts: readonly string[];
  readonly found: readonly FoundDocument[];
}

/** The own questions of the system that uses a key: shows them, admits those of a file, withdraws. */
export function KeyDocumentsPart({ apiKey }: OfKey) {
  const asked = useAnswer(KeyDocuments, { id: apiKey.id });
  const [done, setDone] = useState("");
  const [withdrawing, setWithdrawing] = useState<KeyDocument>();
  // It stands below a list that may be long.
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const title = say(
    `Câu hỏi riêng của ${apiKey.label} (${apiKey.prefix})`,
    `Own questions of ${apiKey.label} (${apiKey.prefix})`,
  );
  return (
    <section aria-labelledby="cau-hoi-rieng">
      <h3 id="cau-hoi-rieng" ref={heading} tabIndex={-1}>
        {title}
      </h3>
      <p>
        {say(
          "Khóa này chỉ được hỏi các câu hỏi của SDK và các câu hỏi dưới đây.",
          "This key may ask the questions of the SDK and those below, and nothing else.",
        )}
      </p>
      {done && <Done>{done}</Done>}
      <Admit
        apiKey={apiKey}
        onDone={(names) => {
          setDone(say(`Đã chấp nhận: ${names}.`, `Admitted: ${names}.`));
          asked.again();
        }}
      />
      <Answer of={asked}>
        {({ node }) => (
          <Table
            caption={say("Đã chấp nhận", "Admitted")}
            rows={node?.documents ?? []}
            idOf={({ id }) => id}
            empty={say("Chưa chấp nhận câu hỏi riêng nào.", "No question of its own has been admitted.")}
            columns={[
              { name: "ten", head: say("Tên", "Name"), cell: ({ name }) => name },
              { name: "ma", head: say("Mã", "Id"), cell: ({ code }) => <code>{code}</code> },
              {
                name: "chi-phi",
                head: say("Chi phí cao nhất, điểm", "Costs at most, points"),
                cell: ({ check }) => costOf(check.documents[0]),
              },
              {
                name: "luc",
                head: say("Chấp nhận lúc", "Admitted"),
                cell: ({ admittedAt }) => moment(admittedAt),
              },
              { name: "tinh-trang", head: say("Tình trạng", "State"), cell: ({ check }) => stateOf(check) },
              {
                name: "viec",
                head: say("Việc", "Acts"),
                cell: (document) => (
                  <button type="button" onClick={() => setWithdrawing(document)}>
                    {say("Rút", "Withdraw")}
                    <span class="unseen"> {document.name}</span>
                  </button>
                ),
              },
            ]}
          />
        )}
      </Answer>
      {withdrawing && (
        <Withdraw
          document={withdrawing}
          onClose={() => setWithdrawing(undefined)}
          onDone={() => {
            setDone(say(`Đã rút ${withdrawing.name}.`, `${withdrawing.name} has been withdrawn.`));
            setWithdrawing(undefined);
            asked.again();
          }}
        />
      )}
    </section>
  );
}

const costOf = (found: { readonly mostCost: number } | undefined): string =>
  found ? number(found.mostCost) : say("không tính được", "not known");

/** What of it no longer fits, or will go one day. */
function stateOf({ problems, deprecations }: KeyDocument["check"]) {
  const remarks = [...problems, ...deprecations];
  if (remarks.length === 0) return say("dùng được", "in order");
  return (
    <>
      {problems.length > 0 && <strong>{say("Không còn dùng được. ", "No longer in order. ")}</strong>}
      {remarks.map(({ message }) => message).join(" ")}
    </>
  );
}

/** Takes a file, tries it, and asks before its questions are admitted. */
function Admit({ apiKey, onDone }: OfKey & { onDone(names: string): void }) {
  const [tried, setTried] = useState<Tried>();
  const [unread, setUnread] = useState<readonly UserError[]>([]);
  const trying = useAct(AdmitDocuments);
  const admitting = useAct(AdmitDocuments);
  const errors = useMemo(() => [...unread, ...trying.errors], [unread, trying.errors]);
  const take = async (file: File | undefined) => {
    if (!file) return;
    const texts = await textsIn(file);
    setUnread(texts ? [] : [invalid("texts", say("Tệp này không đọc được.", "This file cannot be read."))]);
    trying.forget();
    admitting.forget();
    const outcome = texts && (await trying.run({ id: apiKey.id, texts, dryRun: true }));
    if (texts && outcome) setTried({ file: file.name, texts, found: outcome.documents });
  };
  return (
    <>
      <ErrorSummary errors={errors} form="ch" />
      <input
        id="ch-texts"
        class="unseen"
        type="file"
        accept=".graphql,.gql,.json"
        aria-describedby="ch-hint"
        onChange={({ currentTarget }) => {
          take(currentTarget.files?.[0]);
          currentTarget.value = "";
        }}
      />
      <label class="button" for="ch-texts">
        {say("Chọn tệp câu hỏi…", "Choose a file of questions…")}
      </label>
      <p class="hint" id="ch-hint">
        {say(
          "Tệp .graphql, hoặc persisted-documents.json. Tệp được kiểm tra trước, chưa ghi gì.",
          "A .graphql file, or persisted-documents.json. It is looked over first, and nothing is written.",
        )}
      </p>
      {tried && (
        <Confirm
          act={say("Chấp nhận câu hỏi", "Admit the questions")}
          form="chap-nhan"
          isRunning={admitting.isRunning}
          errors={admitting.errors}
          onClose={() => setTried(undefined)}
          onAct={async () => {
            if (!(await admitting.run({ id: apiKey.id, texts: tried.texts, dryRun: false }))) return;
            setTried(undefined);
            onDone(tried.found.map(({ name }) => name).join(", "));
          }}
        >
          <p>
            {say(
              `Từ yêu cầu tiếp theo, ${apiKey.label} (${apiKey.prefix}) được hỏi các câu của tệp ${tried.file}:`,
              `From the next request on ${apiKey.label} (${apiKey.prefix}) may ask what is in ${tried.file}:`,
            )}
          </p>
          <ul>
            {tried.found.map(({ name, documentId, mostCost }) => (
              <li key={documentId}>
                <strong>{name}</strong> <code>{documentId}</code>
                {say(`, chi phí cao nhất ${number(mostCost)} điểm`, `, costs at most ${number(mostCost)} points`)}
              </li>
            ))}
          </ul>
        </Confirm>
      )}
    </>
  );
}

function Withdraw({ document, onDone, onClose }: { document: KeyDocument; onDone(): void; onClose(): void }) {
  const withdrawing = useAct(WithdrawDocument);
  return (
    <Confirm
      act={say("Rút câu hỏi", "Withdraw the question")}
      form="rut"
      isRunning={withdrawing.isRunning}
      errors={withdrawing.errors}
      onClose={onClose}
      onAct={async () => {
        if (await withdrawing.run({ id: document.id, expectedVersion: document.version })) onDone();
      }}
    >
      <p>
        <strong>{document.name}</strong> <code>{document.code}</code>
        {say(
          ": từ yêu cầu tiếp theo, ứng dụng hỏi câu này bị từ chối trên mọi máy chủ. Khi cần thì chấp nhận lại.",
          ": whatever asks it is refused from the next request on, on every server. It can be admitted again.",
        )}
      </p>
    </Confirm>
  );
}
