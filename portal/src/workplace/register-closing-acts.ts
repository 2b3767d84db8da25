// The acts that end a facility, and the one that opens it again.
import { CloseFacility, MergeFacility, ReopenFacility } from "hue-health-sdk";
import { number } from "../format.js";
import { say } from "../language.js";
import { act, type RegisterAct } from "./register-act.js";
import { BASIS, DOCUMENT, MANAGED_BY, ON, REASON } from "./register-fields.js";
import { closedFrom, guidedBy, isOpen, managedBy, named, nobody } from "./register-touched.js";

export const CLOSING_ACTS = {
  "sap-nhap": act(
    MergeFacility,
    [
      {
        name: "into",
        kind: "facility",
        label: () => say("Sáp nhập vào", "Merged into"),
        isRequired: true,
      },
      ON,
      DOCUMENT,
      BASIS,
      REASON,
    ],
    {
      label: () => say("Sáp nhập", "Merge"),
      done: (name) => say(`Đã ghi việc sáp nhập ${name}`, `Recorded the merger of ${name}`),
      isOfClosed: false,
      steps: (of, { into = "", on = "" }, nameOf) => [
        { what: of.name, before: isOpen(), after: closedFrom(on) },
        { what: say("Sáp nhập vào", "Merged into"), before: nobody(), after: nameOf("facility", into) },
        ...[...managedBy(of), ...guidedBy(of)].map((what) => ({
          ...{ what, before: of.name, after: nameOf("facility", into) },
        })),
      ],
      touches: () => [
        say(
          "Từ ngày đó cơ sở không còn trong các danh sách, tổng hợp và báo cáo phải gửi; các ngày trước giữ nguyên.",
          "From that day on it is in no list, total or due report; the days before stay as they are.",
        ),
      ],
      undo: () => [["mo-lai"]],
    },
  ),
  "ngung-hoat-dong": act(CloseFacility, [ON, REASON], {
    label: () => say("Ghi ngừng hoạt động", "Close"),
    done: (name) => say(`Đã ghi ${name} ngừng hoạt động`, `Recorded that ${name} is closed`),
    isOfClosed: false,
    steps: (of, { on = "" }) => [
      { what: of.name, before: isOpen(), after: closedFrom(on) },
      ...(of.parent ? [{ what: MANAGED_BY.label(), before: of.parent.name, after: nobody() }] : []),
      ...guidedBy(of).map((what) => ({ what, before: of.name, after: nobody() })),
    ],
    touches: (of) => [
      ...(of.childConnection.totalCount > 0
        ? [
            say(
              `Cơ sở còn quản lý ${number(of.childConnection.totalCount)} đơn vị (${named(of.childConnection.nodes, of.childConnection.totalCount)}): phải chuyển các đơn vị này trước.`,
              `It still manages ${number(of.childConnection.totalCount)} units (${named(of.childConnection.nodes, of.childConnection.totalCount)}): these are reassigned first.`,
            ),
          ]
        : []),
      say(
        "Từ ngày đó cơ sở không còn trong các danh sách, tổng hợp và báo cáo phải gửi; các ngày trước giữ nguyên.",
        "From that day on it is in no list, total or due report; the days before stay as they are.",
      ),
    ],
    undo: () => [["mo-lai"]],
  }),
  "mo-lai": act(ReopenFacility, [REASON], {
    label: () => say("Mở lại", "Reopen"),
    done: (name) => say(`Đã mở lại ${name}`, `${name} is open again`),
    isOfClosed: true,
    steps: (of) => [
      { what: of.name, before: closedFrom(of.closedOn ?? ""), after: isOpen() },
      ...(of.successor
        ? [{ what: say("Sáp nhập vào", "Merged into"), before: of.successor.name, after: nobody() }]
        : []),
    ],
    touches: () => [
      say(
        "Cơ quan quản lý và hướng dẫn trước đó có hiệu lực trở lại nếu còn hoạt động; đơn vị đã chuyển sang nơi khác thì ở lại nơi đó.",
        "Who managed and guided it does so again if still there; what went to somebody else stays there.",
      ),
    ],
    undo: () => [["ngung-hoat-dong"]],
  }),
} as const satisfies Record<string, RegisterAct>;
