// All acts on the register, in the order in which they are offered.
import { AddFacility, WithdrawFacilityChange } from "hue-health-sdk";
import { say } from "../language.js";
import { act, type RegisterAct, type RegisterActName } from "./register-act.js";
import { CHANGE_ACTS } from "./register-change-acts.js";
import { CLOSING_ACTS } from "./register-closing-acts.js";
import { AREA, MANAGED_BY, NAME, NOTE, ON, OPENED_ON, PROFILE, REASON } from "./register-fields.js";

export const ACTS = {
  ...CHANGE_ACTS,
  ...CLOSING_ACTS,
  "rut-lai": act(
    WithdrawFacilityChange,
    [
      {
        name: "aspect",
        kind: "aspect",
        label: () => say("Rút lại thay đổi gần nhất về", "Withdraw the last change of"),
        isRequired: true,
      },
      REASON,
    ],
    {
      label: () => say("Rút lại thay đổi", "Withdraw a change"),
      done: (name) => say(`Đã rút lại thay đổi của ${name}`, `Withdrew a change of ${name}`),
      touches: () => [
        say(
          "Điều có hiệu lực trước đó tiếp tục, như chưa từng có thay đổi; nhật ký giữ cả hai lần ghi.",
          "What held before goes on as if nothing had changed; the trail keeps both records.",
        ),
      ],
      undo: () => [],
    },
  ),
  them: act(
    AddFacility,
    [
      {
        name: "code",
        kind: "text",
        label: () => say("Mã", "Code"),
        hint: () =>
          say(
            "Chữ hoa không dấu, chữ số, gạch nối, ví dụ BV-MAT; dùng mãi về sau.",
            "Capitals, digits and hyphens, such as BV-MAT; for ever.",
          ),
        isRequired: true,
      },
      { ...NAME, isRequired: true },
      ...PROFILE,
      { ...AREA, isRequired: true },
      MANAGED_BY,
      OPENED_ON,
      {
        name: "spellings",
        kind: "lines",
        label: () => say("Các cách viết khác trong tài liệu", "Other spellings in documents"),
        hint: () => say("Mỗi dòng một cách viết.", "One to a line."),
      },
      { ...NOTE, hint: () => say("Căn cứ thành lập, nếu có.", "On what it rests, in Vietnamese.") },
      { ...ON, hint: () => say("Ngày đầu tiên biết được các thông tin này.", "The first day on which it is known.") },
    ],
    {
      label: () => say("Thêm cơ sở", "Add a facility"),
      done: (name) => say(`Đã thêm ${name} vào sổ đăng ký`, `Added ${name} to the register`),
      touchesAsNew: ({ area = "", managedBy = "" }, nameOf) => [
        say(
          `Từ ngày đó các danh sách có thêm một cơ sở: toàn tỉnh, ${nameOf("area", area) || "địa bàn"}${managedBy && `, ${nameOf("facility", managedBy)}`}.`,
          `From that day on lists have one more: of the province, ${nameOf("area", area) || "the area"}${managedBy && `, ${nameOf("facility", managedBy)}`}.`,
        ),
        say(
          "Các đợt đánh giá và báo cáo đã có không đổi. Cơ sở đã thêm thì không xóa được, chỉ ghi ngừng hoạt động.",
          "Assessments and reports on record stay as they are. What was added is not deleted; it can be closed.",
        ),
      ],
      undo: () => [["ngung-hoat-dong"]],
    },
  ),
} as const satisfies Record<RegisterActName, RegisterAct>;
