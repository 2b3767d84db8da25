import { about, describedEnum } from "../../../core/schema/about.js";

export const Holds = describedEnum(
  "FormColumnHolds",
  about("Which part of a metric's figure a column holds.", "Cột là phần nào của số liệu của chỉ số."),
  {
    VALUE: about("Its value; of a ratio the percentage.", "Giá trị; với tỷ lệ là tỷ lệ phần trăm."),
    NUMERATOR: about("Of a ratio: what is counted.", "Với tỷ lệ: tử số."),
    DENOMINATOR: about("Of a ratio: out of how many.", "Với tỷ lệ: mẫu số."),
  },
);
export type Holds = keyof typeof Holds;

/** A column of a form as a campaign asks for it. Metrics stand here by their codes. */
export interface ColumnDefinition {
  number: string;
  labelVi: string;
  groupVi: string | null;
  unitVi: string | null;
  formula: string | null;
  footnoteVi: string | null;
  mayBeNegative: boolean;
  /** Whether units fill it in; else it names the row. */
  isEntered: boolean;
  metric: string | null;
  holds: Holds;
  /** Of a numerator: number of the column that is its denominator as well. */
  of: string | null;
  from: string | null;
  on: string | null;
}

interface PartDefinition {
  code: string;
  titleVi: string;
}

export interface FormDefinition {
  code: string;
  titleVi: string;
  columns: readonly ColumnDefinition[];
  /** In words; the figures are part A. */
  parts: readonly PartDefinition[];
}

/** A facility, and the area whose figures it gives where a form asks for those of areas; both by their codes. */
interface UnitDefinition {
  facility: string;
  area: string | null;
}

interface RecipientDefinition {
  nameVi: string;
  units: readonly UnitDefinition[];
}

interface DemandDefinition {
  recipient: string;
  form: string;
  dueBefore: string;
}

/** What a campaign asks for, from whom, and by when. */
export interface Definition {
  recipients: readonly RecipientDefinition[];
  forms: readonly FormDefinition[];
  demands: readonly DemandDefinition[];
}

/** The columns that units fill in. */
export const enteredIn = ({ columns }: Pick<FormDefinition, "columns">): readonly ColumnDefinition[] =>
  columns.filter(({ isEntered }) => isEntered);
