// What of class-validator is used: the bundle takes no more of it, which is a fifteenth.
export {
  ArrayMaxSize,
  ArrayNotEmpty,
  Matches,
  Max,
  MaxLength,
  Min,
  ValidateBy,
  ValidateNested,
  validateSync,
} from "class-validator";
