import { type ApiKeyScope, ApiKeys, type ApiKeysQuery, IssueApiKey, RevokeApiKey } from "hue-health-sdk";
import { useState } from "preact/hooks";
import { asError, ask, useAnswer } from "../api.js";
import { day, isoDay, moment } from "../format.js";
import { say } from "../language.js";
import { Confirm, Done, sentenceOf, useAct } from "../parts/act.js";
import { ErrorSummary, errorAt } from "../parts/errors.js";
import { Choose, Text } from "../parts/form.js";
import { Answer } from "../parts/page.js";
import { Table } from "../parts/table.js";
import type { UserError } from "../session.js";
import { KeyDocumentsPart } from "./key-documents-part.js";
import { Once } from "./once.js";

type Keys = ApiKeysQuery["apiKeys"];
type Key = Keys[number];

/** Usual and at most, by what the server allows. */
const [USUAL_DAYS, MOST_DAYS] = [365, 730];
const DAY_MS = 24 * 3_600_000;
const dayAhead = (days: number): string => isoDay(new Date(Date.now() + days * DAY_MS));

const isGood = ({ revokedAt, expiresAt }: Key): boolean => revokedAt === null && Date.parse(expiresAt) > Date.now();

/** The keys of other systems: issues one, which is shown once, and revokes. */
export function ApiKeysPart() {
  const asked = useAnswer(ApiKeys, {});
  const [secret, setSecret] = useState("");
  const [done, setDone] = useState("");
  const [revoking, setRevoking] = useState<Key>();
  const [opened, setOpened] = useState<Key>();
  return (
    <section aria-labelledby="khoa">
      <h2 id="khoa">{say("Khóa truy cập của ứng dụng khác", "Keys of other systems")}</h2>
      {secret && (
        <Once key={secret} label={say("Khóa truy cập", "The key")} secret={secret} onForget={() => setSecret("")}>
          {done}
        </Once>
      )}
      {!secret && done && <Done>{done}</Done>}
      <IssueForm
        keys={asked.data?.apiKeys ?? []}
        onDone={({ label, expiresAt }, key) => {
          setDone(
            say(
              `Đã cấp khóa cho ${label}, hiệu lực đến ${day(expiresAt)}.`,
              `A key has been issued to ${label}, good until ${day(expiresAt)}.`,
            ),
          );
          setSecret(key);
          asked.again();
        }}
      />
      <Answer of={asked}>
        {({ apiKeys }) => (
          <Table
            caption={say("Khóa đã cấp", "Keys issued")}
            rows={apiKeys}
            idOf={({ id }) => id}
            empty={say("Chưa cấp khóa nào.", "No key has been issued.")}
            columns={[
              { name: "cua", head: say("Của ai, dùng để làm gì", "Whose, and what for"), cell: ({ label }) => label },
              { name: "dau", head: say("Bắt đầu bằng", "Begins with"), cell: ({ prefix }) => <code>{prefix}</code> },
              {
                name: "pham-vi",
                head: say("Phạm vi", "May"),
                cell: ({ scopes }) => scopes.map(scopeName).join("; "),
              },
              { name: "cap", head: say("Cấp lúc", "Issued"), cell: ({ issuedAt }) => moment(issuedAt) },
              {
                name: "hieu-luc",
                head: say("Hiệu lực", "Good"),
                cell: (key) =>
                  key.revokedAt
                    ? say(`đã thu hồi ${moment(key.revokedAt)}`, `revoked ${moment(key.revokedAt)}`)
                    : isGood(key)
                      ? say(`đến ${moment(key.expiresAt)}`, `until ${moment(key.expiresAt)}`)
                      : say(`hết hạn ${moment(key.expiresAt)}`, `expired ${moment(key.expiresAt)}`),
              },
              {
                name: "viec",
                head: say("Việc", "Acts"),
                cell: (key) =>
                  isGood(key) ? (
                    <>
                      {key.scopes.includes("DOCUMENTS_ONLY") && (
                        <OfKey act={say("Câu hỏi riêng", "Own questions")} of={key} onPress={setOpened} />
                      )}
                      <OfKey act={say("Thu hồi", "Revoke")} of={key} onPress={setRevoking} />
                    </>
                  ) : (
                    <span class="muted">{say("không còn", "none")}</span>
                  ),
              },
            ]}
          />
        )}
      </Answer>
      {opened && <KeyDocumentsPart key={opened.id} apiKey={opened} />}
      {revoking && (
        <Revoke
          apiKey={revoking}
          onClose={() => setRevoking(undefined)}
          onDone={() => {
            setDone(
              say(
                `Đã thu hồi khóa ${revoking.prefix} của ${revoking.label}. Thu hồi không hoàn lại được; cấp khóa mới khi cần.`,
                `The key ${revoking.prefix} of ${revoking.label} has been revoked. That cannot be undone; issue a new one if needed.`,
              ),
            );
            setSecret("");
            if (opened?.id === revoking.id) setOpened(undefined);
            setRevoking(undefined);
            asked.again();
          }}
        />
      )}
    </section>
  );
}

const OfKey = ({ act, of, onPress }: { act: string; of: Key; onPress(key: Key): void }) => (
  <button type="button" onClick={() => onPress(of)}>
    {act}
    <span class="unseen">
      {" "}
      {of.label} {of.prefix}
    </span>
  </button>
);

const scopeName = (scope: string): string =>
  ({
    READ: say("đọc dữ liệu đã công bố", "reads published data"),
    DOCUMENTS_ONLY: say(
      "chỉ các câu hỏi của SDK và câu hỏi riêng đã chấp nhận",
      "by questions of the SDK and admitted ones only",
    ),
  })[scope] ?? scope;

function IssueForm({ keys, onDone }: { keys: Keys; onDone(key: Key, secret: string): void }) {
  const [label, setLabel] = useState("");
  const [scope, setScope] = useState("READ");
  const [expiresOn, setExpiresOn] = useState(dayAhead(USUAL_DAYS));
  const issuing = useAct(IssueApiKey);
  const fold = (text: string) => text.trim().toLocaleLowerCase("vi");
  const same = keys.filter((key) => isGood(key) && fold(key.label) === fold(label));
  const submit = async () => {
    const scopes = scope.split(" ") as ApiKeyScope[];
    const done = await issuing.run({ label, scopes, expiresOn });
    if (!done) return;
    onDone(done.apiKey, done.key);
    setLabel("");
  };
  return (
    <form
      class="column"
      aria-labelledby="cap-khoa"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <h3 id="cap-khoa">{say("Cấp khóa", "Issue a key")}</h3>
      <ErrorSummary errors={issuing.errors} form="kh" />
      <Text
        id="kh-label"
        label={say("Của ai, dùng để làm gì", "Whose it is, and what for")}
        hint={say("Ví dụ: Hue-S, tra cứu cơ sở y tế", "Such as: Hue-S, search of health facilities")}
        value={label}
        onInput={setLabel}
        autocomplete="off"
        error={errorAt(issuing.errors, "label")}
        isRequired
      />
      <Choose
        id="kh-scopes"
        label={say("Phạm vi", "What it may do")}
        value={scope}
        options={[
          ["READ", say("Đọc dữ liệu đã công bố", "Read published data")],
          [
            "READ DOCUMENTS_ONLY",
            say(
              "Đọc dữ liệu đã công bố, chỉ bằng các câu hỏi của SDK và câu hỏi riêng đã chấp nhận",
              "Read published data, by questions of the SDK and admitted ones only",
            ),
          ],
        ]}
        error={errorAt(issuing.errors, "scopes")}
        onChange={setScope}
      />
      <Text
        id="kh-expiresOn"
        type="date"
        label={say("Hết hiệu lực từ ngày", "Not accepted from this day on")}
        hint={say(`Muộn nhất ${day(dayAhead(MOST_DAYS))}`, `At the latest ${day(dayAhead(MOST_DAYS))}`)}
        value={expiresOn}
        onInput={setExpiresOn}
        error={errorAt(issuing.errors, "expiresOn")}
        isRequired
      />
      {label.trim() !== "" && (
        <p class="notice" role="status">
          {same.length > 0 && (
            <strong>
              {say(
                `Đã có ${same.length} khóa còn hiệu lực cùng tên (${same.map(({ prefix }) => prefix).join(", ")}); nếu khóa mới thay khóa đó, hãy thu hồi khóa cũ sau khi đổi. `,
                `There is a key of the same name that is still good (${same.map(({ prefix }) => prefix).join(", ")}); if the new one replaces it, revoke the old one afterwards. `,
              )}
            </strong>
          )}
          {say(
            `Sẽ cấp khóa cho “${label.trim()}”: ${scope.split(" ").map(scopeName).join("; ")}; dùng được từ bây giờ đến hết ngày trước ${expiresOn && day(expiresOn)}.`,
            `This issues a key to “${label.trim()}”: ${scope.split(" ").map(scopeName).join("; ")}; good from now until the day before ${expiresOn && day(expiresOn)} ends.`,
          )}
        </p>
      )}
      <button type="submit" class="act" aria-disabled={issuing.isRunning}>
        {say("Cấp khóa", "Issue the key")}
      </button>
    </form>
  );
}

function Revoke({ apiKey, onDone, onClose }: { apiKey: Key; onDone(): void; onClose(): void }) {
  const [isRunning, setRunning] = useState(false);
  const [errors, setErrors] = useState<readonly UserError[]>([]);
  const revoke = async () => {
    if (isRunning) return;
    setRunning(true);
    try {
      const outcome = await ask(RevokeApiKey, { id: apiKey.id });
      if (outcome.ok) return onDone();
      setErrors(outcome.userErrors);
    } catch (error) {
      setErrors([{ path: [], code: "", message: sentenceOf(asError(error)) }]);
    }
    setRunning(false);
  };
  return (
    <Confirm
      act={say("Thu hồi khóa", "Revoke the key")}
      form="thu-hoi"
      {...{ isRunning, errors, onClose }}
      onAct={revoke}
    >
      <p>
        {say("Khóa ", "The key ")}
        <code>{apiKey.prefix}</code> {say("của", "of")} <strong>{apiKey.label}</strong>
        {say(
          ": ứng dụng đang dùng khóa này bị từ chối ngay trên mọi máy chủ. Không hoàn lại được; khi cần thì cấp khóa mới.",
          ": whatever uses it is refused at once, on every server. This cannot be undone; a new key can be issued.",
        )}
      </p>
    </Confirm>
  );
}
