import { day, number, unknown } from "../format.js";
import { say } from "../language.js";
import { Bars } from "../parts/bars.js";
import { ToFacility } from "../parts/link.js";
import { Table } from "../parts/table.js";
import { type Campaign, isOfDocument, PAGE } from "./campaign-words.js";

type Body = Campaign["byManagingBody"][number];

const nameOf = ({ managingBody }: Body): string =>
  managingBody?.name ?? say("không có cơ quan quản lý trong sổ", "no managing body on record");

/** How many reports of each managing body's units are late, in a picture and in a table, and which. */
export function LateByBody({ campaign, on }: { campaign: Campaign; on: string }) {
  const bodies = campaign.byManagingBody;
  // Of a letter it is known who was late only where a day of receipt is on record.
  const isUnknown = isOfDocument(campaign) && campaign.timeliness.numerator === null;
  const isNothingKnown = campaign.completeness.numerator === null;
  const lateOf = ({ late, due }: Body) => (isUnknown ? unknown() : `${number(late.length)}/${number(due)}`);
  const title = say(
    `Báo cáo chậm tính đến ${day(on)}, trên số phải gửi`,
    `Late reports as of ${day(on)}, of those due`,
  );
  return (
    <>
      <Bars
        title={title}
        bars={bodies.map((each) => ({
          name: nameOf(each),
          value: isUnknown ? null : each.late.length,
          text: lateOf(each),
        }))}
        most={Math.max(1, ...bodies.map(({ due }) => due))}
      />
      <Table<Body>
        page={PAGE}
        caption={say("Theo cơ quan quản lý", "By managing body")}
        rows={bodies}
        idOf={nameOf}
        columns={[
          { name: "co-quan", head: say("Cơ quan quản lý", "Managing body"), cell: nameOf, sort: nameOf },
          {
            name: "phai-gui",
            head: say("Phải gửi", "Due"),
            cell: ({ due }) => number(due),
            sort: ({ due }) => due,
            isNumber: true,
          },
          {
            name: "da-du",
            head: say("Đã gửi đủ", "Complete"),
            cell: ({ reported }) => (isNothingKnown ? unknown() : number(reported)),
            sort: ({ reported }) => reported,
            isNumber: true,
          },
          {
            name: "mot-phan",
            head: say("Đã gửi một phần", "In part"),
            cell: ({ partly }) => (isNothingKnown ? unknown() : number(partly)),
            sort: ({ partly }) => partly,
            isNumber: true,
          },
          { name: "cham", head: say("Chậm", "Late"), cell: lateOf, sort: ({ late }) => late.length, isNumber: true },
          {
            name: "don-vi-cham",
            head: say("Đơn vị chậm", "Late units"),
            cell: ({ late }) => (
              <ul class="reasons">
                {late.map(({ facility, form, dueBefore, receivedOn }) => (
                  <li key={`${facility.code} ${form.code}`}>
                    <ToFacility {...facility} /> – {form.code}, {say("hạn trước", "due before")} {day(dueBefore)}:{" "}
                    {receivedOn
                      ? say(`gửi ngày ${day(receivedOn)}`, `handed in on ${day(receivedOn)}`)
                      : say("chưa gửi", "not handed in")}
                  </li>
                ))}
              </ul>
            ),
          },
        ]}
      />
    </>
  );
}
