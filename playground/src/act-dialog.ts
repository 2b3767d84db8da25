// The dialog that asks before an act is sent.
import type { Act } from "./acts.js";

/** What somebody wants to have done: nothing, what is asked about, or that once more after it was done already. */
export type Answer = "no" | "yes" | "again";

/** Asks whether these acts are to be sent. Nothing is chosen beforehand but to send nothing, and Escape sends nothing. */
export function askAbout(acts: readonly Act[], wasSent: boolean): Promise<Answer> {
  const dialog = element("dialog", { className: "act-dialog" });
  const title = element("h2", { id: "act-dialog-title", textContent: "Gửi thay đổi này? · Send this change?" });
  dialog.setAttribute("aria-labelledby", title.id);
  const list = element("ul");
  for (const { name, description } of acts) {
    const item = element("li");
    item.append(element("code", { textContent: name }), element("p", { textContent: vietnameseFirst(description) }));
    list.append(item);
  }
  const form = element("form", { method: "dialog" });
  const again = element("input", { type: "checkbox", id: "act-dialog-again" });
  if (wasSent) {
    const label = element("label", { htmlFor: again.id });
    label.append(again, " Làm thêm một lần nữa · Do it once more");
    const note =
      "Việc này đã được gửi; gửi lại sẽ không làm thêm lần nào. · This was sent already; sent again, nothing is done twice.";
    form.append(element("p", { textContent: note }), label);
  }
  const buttons = element("div", { className: "act-dialog-buttons" });
  const no = element("button", { value: "no", textContent: "Không gửi · Cancel", autofocus: true });
  buttons.append(no, element("button", { value: "yes", textContent: "Gửi · Send", className: "act-dialog-send" }));
  form.append(buttons);
  dialog.append(title, list, form);
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

/** The schema says everything in English, and then in Vietnamese; the page is for readers of Vietnamese. */
const vietnameseFirst = (description: string): string => description.split("\n\n").reverse().join("\n\n");

const element = <Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  properties: Partial<HTMLElementTagNameMap[Tag]> = {},
): HTMLElementTagNameMap[Tag] => Object.assign(document.createElement(tag), properties);
