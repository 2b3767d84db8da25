// The acts that change what a facility is called, where it is, what it is and to whom it belongs, or put that right.
import { ChangeFacilityProfile, CorrectFacility, MoveFacility, ReassignFacility, RenameFacility } from "hue-health-sdk";
import { number } from "../format.js";
import { say } from "../language.js";
import { act, type RegisterAct } from "./register-act.js";
import {
  AREA,
  BASIS,
  DOCUMENT,
  GUIDED_BY,
  MANAGED_BY,
  NAME,
  NOTE,
  ON,
  OPENED_ON,
  PROFILE,
  REASON,
} from "./register-fields.js";

export const CHANGE_ACTS = {
  "doi-ten": act(RenameFacility, [{ ...NAME, isRequired: true }, ON, DOCUMENT, BASIS], {
    label: () => say("Đổi tên", "Rename"),
    done: (name) => say(`Đã đổi tên thành ${name}`, `It is now called ${name}`),
    isOfClosed: false,
    touches: () => [
      say(
        "Mọi danh sách, trang và file Excel ghi tên mới từ ngày đó; tìm theo tên cũ vẫn ra cơ sở này.",
        "All lists, pages and files have the new name from that day on; a search for the former one still finds it.",
      ),
    ],
    undo: () => [["rut-lai", "NAME"]],
  }),
  "chuyen-tru-so": act(MoveFacility, [{ ...AREA, isRequired: true }, ON, BASIS], {
    label: () => say("Chuyển trụ sở", "Move"),
    done: (name) => say(`Đã ghi trụ sở mới của ${name}`, `Recorded where ${name} stands now`),
    isOfClosed: false,
    touches: (of, { area = "" }, nameOf) => [
      say(
        `Danh sách cơ sở của ${of.area?.name ?? "địa bàn cũ"} bớt một, của ${nameOf("area", area) || "địa bàn mới"} thêm một, từ ngày đó.`,
        `The list of ${of.area?.name ?? "the former area"} has one less, that of ${nameOf("area", area) || "the new area"} one more, from that day on.`,
      ),
    ],
    undo: () => [["rut-lai", "PLACE"]],
  }),
  "chuyen-quan-ly": act(ReassignFacility, [MANAGED_BY, GUIDED_BY, ON, DOCUMENT, BASIS], {
    label: () => say("Chuyển cơ quan quản lý", "Reassign"),
    done: (name) => say(`Đã ghi cơ quan quản lý, hướng dẫn của ${name}`, `Recorded who manages and guides ${name}`),
    isOfClosed: false,
    touches: (of, { managedBy = "" }, nameOf) => [
      ...(managedBy === MANAGED_BY.was(of)
        ? []
        : [
            say(
              `Từ ngày đó cơ sở${of.childConnection.totalCount > 0 ? ` cùng ${number(of.childConnection.totalCount)} đơn vị do cơ sở quản lý` : ""} được tính vào ${nameOf("facility", managedBy) || "nhóm không có cơ quan quản lý"}, không còn vào ${of.parent?.name ?? "nhóm không có cơ quan quản lý"}: danh sách theo cơ quan quản lý, tổng hợp, ai gửi báo cáo muộn.`,
              `From that day on it${of.childConnection.totalCount > 0 ? ` and the ${number(of.childConnection.totalCount)} units that it manages` : ""} counts for ${nameOf("facility", managedBy) || "no managing body"} and not for ${of.parent?.name ?? "no managing body"}: in lists by managing body, totals, and who is late.`,
            ),
          ]),
    ],
    undo: (values) => [
      ...("managedBy" in values ? ([["rut-lai", "MANAGEMENT"]] as const) : []),
      ...("guidedBy" in values ? ([["rut-lai", "GUIDANCE"]] as const) : []),
    ],
  }),
  "doi-thong-tin": act(ChangeFacilityProfile, [...PROFILE, ON, BASIS], {
    label: () => say("Đổi hình thức, tuyến, hạng, giường", "Change what it is"),
    done: (name) => say(`Đã ghi thông tin mới của ${name}`, `Recorded what ${name} is now`),
    isOfClosed: false,
    touches: () => [
      say(
        "Danh sách lọc theo hình thức, sở hữu, tuyến, hạng và số giường đổi từ ngày đó; kết quả đánh giá đã công bố giữ nguyên.",
        "Lists by type, owner, level, class and beds change from that day on; published results stay as they are.",
      ),
    ],
    undo: () => [["rut-lai", "PROFILE"]],
  }),
  "sua-sai": act(
    CorrectFacility,
    [
      { ...NAME, isRequired: true },
      ...PROFILE,
      OPENED_ON,
      NOTE,
      {
        name: "addSpellings",
        kind: "lines",
        label: () => say("Thêm cách viết khác", "Other spellings to add"),
        hint: () => say("Mỗi dòng một cách viết.", "One to a line."),
      },
      {
        name: "removeSpellings",
        kind: "lines",
        label: () => say("Bỏ cách viết", "Spellings to remove"),
        hint: () => say("Mỗi dòng một cách viết.", "One to a line."),
      },
      REASON,
    ],
    {
      label: () => say("Sửa điều ghi sai", "Correct"),
      done: (name) => say(`Đã sửa điều ghi sai về ${name}`, `Corrected what was recorded of ${name}`),
      touches: () => [
        say(
          "Không phải thay đổi theo thời gian: mọi ngày của lần ghi gần nhất đều đọc điều đúng.",
          "No change in time: all days of the latest record have it right.",
        ),
      ],
      undo: () => [["sua-sai"]],
    },
  ),
} as const satisfies Record<string, RegisterAct>;
