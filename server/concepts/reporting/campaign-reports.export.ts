import { dayAt } from "../../core/time/clock.js";
import { LATEST } from "../../core/time/point-in-time.js";
import { day, inPieces, number, tableOf, text } from "../../files/writing/table.js";
import { exported, requireKnown } from "../export/export.js";
import { dayOf, needed } from "../export/parameters.js";
import { citedIn } from "../provenance/source/source.export.js";
import { type Answer, answersTo, isLateOn } from "./answers.js";
import { groupsByBody } from "./answers.resolver.js";

interface Report extends Answer {
  body: { code: string; name: string } | null;
  facility: { code: string; name: string };
}

const STATUS_WORDS: Record<Answer["status"], string> = {
  REPORTED: "Đã gửi đủ",
  PARTLY: "Đã gửi một phần",
  NOT_KNOWN: "Chưa gửi",
};

/** What a letter's record does not hold may have been sent. */
const statusOf = ({ status, isEnteredHere }: Answer): string =>
  status === "NOT_KNOWN" && !isEnteredHere ? "Trong sổ không có" : STATUS_WORDS[status];

const lateOn = (answer: Answer, on: string): string => {
  if (isLateOn(answer, on)) return "Chậm";
  return answer.isEnteredHere || answer.receivedOn !== null ? "Không" : "Không rõ";
};

/** Who owes what in a campaign, by managing body, and who is late. */
export const campaignReportsExport = exported({
  name: "campaign-reports",
  titleVi: "Báo cáo phải gửi của một đợt",
  titleEn: "Reports that a campaign asks for",
  field: "Query.reportingCampaign",
  parameters: { campaign: needed("Mã đợt", "Code of the campaign"), on: dayOf("Nhìn từ ngày", "Seen from the day") },
  open({ campaign, on }, context) {
    const { snapshot, shared } = context;
    const all = snapshot.reportingCampaigns.all();
    requireKnown("campaign", campaign, all);
    const seenOn = on ?? dayAt(shared.auth.now());
    const facilities = snapshot.facilities.in(LATEST);
    const askedIn = snapshot.asked.ofCampaign(all.find(({ code }) => code === campaign)?.id ?? 0);
    const demands = askedIn.flatMap((form) => form.demands.map(({ demand }) => demand));
    const of = ({ demandId }: Answer) => snapshot.asked.demand(demandId);
    const reports = inPieces([demands], async ([some = []]): Promise<Report[]> => {
      const answers = (await answersTo(context, some)).flat();
      return groupsByBody(answers, seenOn, context).flatMap(({ body, own }) =>
        own.flatMap((answer) => {
          const facility = facilities.find(answer.facilityId);
          return facility ? [{ ...answer, body, facility }] : [];
        }),
      );
    });
    return tableOf<Report>(
      [
        text("Mã cơ quan quản lý", ({ body }) => body?.code ?? null),
        text("Cơ quan quản lý", ({ body }) => body?.name ?? null),
        text("Mã cơ sở", ({ facility }) => facility.code),
        text("Tên cơ sở", ({ facility }) => facility.name),
        text("Mẫu", (row) => of(row).form.code),
        text("Nơi nhận", (row) => of(row).demand.recipientVi),
        day("Gửi trước ngày", ({ dueBefore }) => dueBefore),
        text("Tình trạng", statusOf),
        text(`Chậm tính đến ${seenOn.split("-").reverse().join("/")}`, (row) => lateOn(row, seenOn)),
        day("Ngày nhận", ({ receivedOn }) => receivedOn),
        number("Số liệu đã có", ({ given }) => given),
        number("Số liệu phải có", ({ asked }) => asked),
        ...citedIn<Report>(snapshot, (row) => of(row).demand.sectionId),
      ],
      reports,
      (row) => [of(row).demand.sectionId],
    );
  },
});
