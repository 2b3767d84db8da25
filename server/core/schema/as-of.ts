import { Arg } from "type-graphql";
import { about } from "./about.js";
import { LocalDate } from "./scalars.js";

/** The argument `asOf` at the root of a query. */
export const AsOf = (): ParameterDecorator =>
  Arg("asOf", () => LocalDate, {
    nullable: true,
    description: about(
      "The world of that day: only what existed then, with the names, places and parents of then. Left out: the latest known state of everything on record. It holds for nested fields too.",
      "Hiện trạng của ngày đó: chỉ những gì tồn tại khi ấy, với tên gọi, địa bàn và cơ quan quản lý khi ấy. Bỏ trống: tình trạng mới nhất được biết của mọi thứ có trong sổ. Có hiệu lực với cả các trường bên trong.",
    ),
  }) as ParameterDecorator;

/** The argument `asOf` of a nested field. */
export const OwnAsOf = (): ParameterDecorator =>
  Arg("asOf", () => LocalDate, {
    nullable: true,
    description: about(
      "Another day for this field and what is nested in it. Left out: the day that the query was asked for.",
      "Ngày khác, chỉ dùng cho trường này và các trường bên trong. Bỏ trống: ngày của cả câu hỏi.",
    ),
  }) as ParameterDecorator;

/** The argument `recordedAsOf`: what was on record, whatever day it describes. */
export const RecordedAsOf = (): ParameterDecorator =>
  Arg("recordedAsOf", () => LocalDate, {
    nullable: true,
    description: about(
      "As it was on record at the end of that day in Vietnam, before what was published later. What a document prints is on record since ever. Left out: as it is on record now.",
      "Như đã ghi nhận đến hết ngày đó (giờ Việt Nam), trước những lần công bố sau. Điều tài liệu in được xem là luôn có. Bỏ trống: như đang ghi nhận.",
    ),
  }) as ParameterDecorator;
