import { Max, Min, ValidateBy } from "class-validator";
import { isRecordable } from "../time/point-in-time.js";
import { message } from "./user-errors.js";

export const [FIRST_YEAR, LAST_YEAR] = [2000, 2100];
/** Figures are kept to so many decimals, and are as large as those of a file can be. */
export const MOST_DECIMALS = 6;
const LARGEST_FIGURE = 1e15;

/** Whether a figure is kept as it is given. */
export const isKeptWhole = (figure: number): boolean =>
  Number.isInteger(figure) || Number(figure.toFixed(MOST_DECIMALS)) === figure;

/** A year of a plan, a target or a round. */
export function IsYear(): PropertyDecorator {
  return (target, property) => {
    const year = message("A year is from 2000 to 2100.", "Năm từ 2000 đến 2100.");
    Min(FIRST_YEAR, year)(target, property);
    Max(LAST_YEAR, year)(target, property);
  };
}

export function IsFigure(): PropertyDecorator {
  return (target, property) => {
    const digits = message("A figure has at most six decimals.", "Số liệu có tối đa sáu chữ số thập phân.");
    const validate = (figure: unknown) => typeof figure === "number" && isKeptWhole(figure);
    ValidateBy({ name: "isKeptWhole", validator: { validate } }, digits)(target, property);
    Min(0, message("A figure is 0 or more.", "Số liệu không âm."))(target, property);
    const most = message("A figure is at most 1,000,000,000,000,000.", "Số liệu tối đa 1.000.000.000.000.000.");
    Max(LARGEST_FIGURE, most)(target, property);
  };
}

/** A day that goes on record. Those beyond stand for "since ever" and "until further notice" there. */
export const IsRecordedDay = (): PropertyDecorator =>
  ValidateBy(
    { name: "isRecordedDay", validator: { validate: (day) => typeof day === "string" && isRecordable(day) } },
    message(
      "A day on record is after 1000-01-01 and before 9999-12-31.",
      "Ngày ghi vào sổ phải sau 1000-01-01 và trước 9999-12-31.",
    ),
  );
