// The dialog that asks before an act is sent.
import type { GraphQLSchema } from "graphql";
import { say } from "../../portal/src/language.js";
import { type Current, changesOf, currentQuestion, inWords, titleOf } from "./act-changes.js";
import { type Act, inputTypeOf } from "./acts.js";

/** What somebody wants to have done: nothing, what is asked about, or that once more after it was done already. */
export type Answer = "no" | "yes" | "again";

/** What an act would change, as the server says it before anything is sent. */
export interface Preview {
  schema: GraphQLSchema | null | undefined;
  /** What is on record now. */
  ask(question: string): Promise<Current>;
  /** What a try of all of it says: that nothing is wrong, or what is; undefined: it cannot be tried. */
  tried: (() => Promise<readonly string[]>) | undefined;
}

/** Asks whether these acts are to be sent. Nothing is chosen beforehand but to send nothing, and Escape sends nothing. */
export function askAbout(acts: readonly Act[], wasSent: boolean, preview: Preview): Promise<Answer> {
  const dialog = element("dialog", { className: "act-dialog" });
  const title = element("h2", {
    id: "act-dialog-title",
    textContent:
      acts.length === 1
        ? say("Gửi thay đổi này?", "Send this change?")
        : say(`Gửi ${acts.length} thay đổi này?`, `Send these ${acts.length} changes?`),
  });
  dialog.setAttribute("aria-labelledby", title.id);
  const list = element("ul");
  list.append(...acts.map((act) => itemOf(act, preview)));
  const form = element("form", { method: "dialog" });
  const again = element("input", { type: "checkbox", id: "act-dialog-again" });
  if (wasSent) {
    const label = element("label", { htmlFor: again.id });
    label.append(again, say(" Làm thêm một lần nữa", " Do it once more"));
    const note = say(
      "Việc này đã được gửi; gửi lại sẽ không làm thêm lần nào.",
      "This was sent already; sent again, nothing is done twice.",
    );
    form.append(element("p", { textContent: note }), label);
  }
  const buttons = element("div", { className: "act-dialog-buttons" });
  const no = element("button", { value: "no", textContent: say("Không gửi", "Cancel"), autofocus: true });
  const yes = element("button", { value: "yes", textContent: say("Gửi", "Send"), className: "act-dialog-send" });
  buttons.append(no, yes);
  form.append(buttons);
  dialog.append(title, list, ...(preview.tried ? [tryOf(preview.tried)] : []), form);
  // Inside GraphiQL, whose colours it takes.
  (document.querySelector(".graphiql-container") ?? document.body).append(dialog);
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(dialog.returnValue !== "yes" ? "no" : again.checked ? "again" : "yes");
    });
  });
}

/** An act: what the schema says of it, each field that is sent, and beside it what is on record as soon as that is known. */
function itemOf(act: Act, { schema, ask }: Preview): HTMLLIElement {
  const item = element("li");
  item.append(element("code", { textContent: act.name }), element("p", { textContent: act.description }));
  const changes = changesOf(act, schema);
  const table = element("table");
  const now = new Map(changes.map(({ field }) => [field, element("td")]));
  const then = new Map(changes.map(({ field, text }) => [field, element("td", { textContent: text })]));
  const body = element("tbody");
  for (const { field, label } of changes) {
    const row = element("tr");
    const name = element("th", { scope: "row" });
    name.append(element("code", { textContent: field }), label === field ? "" : ` ${label}`);
    row.append(name, now.get(field) ?? "", then.get(field) ?? "");
    body.append(row);
  }
  const head = element("tr");
  for (const text of [say("Mục", "Field"), say("Đang có", "Now"), say("Sẽ gửi", "To be sent")])
    head.append(element("th", { scope: "col", textContent: text }));
  table.append(element("thead"), body);
  table.tHead?.append(head);
  table.classList.add("unknown-now");
  if (changes.length > 0) item.append(table);

  const question = schema && currentQuestion(act, schema);
  if (question) {
    const what = element("p", { role: "status" });
    item.insertBefore(what, changes.length > 0 ? table : null);
    ask(question).then(
      ({ current, facility }) => {
        const sent = then.get("facility");
        if (facility && sent) sent.textContent += ` (${facility.name})`;
        if (!current) {
          if (act.input.id !== undefined)
            what.textContent = say("Không xem được điều đang có trong sổ.", "What is on record cannot be seen.");
          return;
        }
        what.textContent = titleOf(current) + versionNote(act, current);
        const fields = inputTypeOf(act.name, schema)?.getFields();
        for (const [field, cell] of now)
          if (field in current) {
            cell.textContent = inWords(current[field], fields?.[field]?.type);
            table.classList.remove("unknown-now");
          }
      },
      (error: Error) => {
        what.textContent = error.message;
      },
    );
  }
  return item;
}

/** That somebody else has changed it since: the server will refuse it. */
function versionNote({ input }: Act, { version }: Record<string, unknown>): string {
  if (input.expectedVersion === undefined || version === undefined || version === input.expectedVersion) return "";
  return say(
    ` – đang ở phiên bản ${version}, câu này chờ phiên bản ${input.expectedVersion}: máy chủ sẽ từ chối.`,
    ` – at version ${version}, and this expects ${input.expectedVersion}: the server will refuse it.`,
  );
}

/** What a try has said. */
function tryOf(tried: () => Promise<readonly string[]>): HTMLElement {
  const said = element("p", { role: "status", textContent: say("Đang chạy thử…", "Trying…") });
  tried().then(
    (mistakes) => {
      said.textContent =
        mistakes.length === 0
          ? say("Chạy thử: không có gì sai, chưa ghi gì.", "Tried: nothing is wrong, nothing is written yet.")
          : say(`Chạy thử, sẽ bị từ chối: ${mistakes.join(" ")}`, `Tried, it will be refused: ${mistakes.join(" ")}`);
    },
    (error: Error) => {
      said.textContent = error.message;
    },
  );
  return said;
}

const element = <Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  properties: Partial<HTMLElementTagNameMap[Tag]> = {},
): HTMLElementTagNameMap[Tag] => Object.assign(document.createElement(tag), properties);
