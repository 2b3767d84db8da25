import { Field, InputType } from "type-graphql";
import { about } from "../../core/schema/about.js";
import { AreaType } from "./area.type.js";

@InputType({ description: about("Which areas.", "Lọc đơn vị hành chính.") })
export class AreaFilter {
  @Field(() => AreaType, { nullable: true, description: about("Only this level.", "Chỉ lấy cấp này.") })
  areaType?: string | null;
}
