import { Ctx, Field, ObjectType, Query, Resolver } from "type-graphql";
import type { Context } from "../context.js";
import { about, describedEnum } from "../graphql/about.js";

export const Role = describedEnum("Role", about("What somebody may do.", "Vai trò của người hỏi."), {
  PUBLIC: about("Reads what is published; needs no sign-in.", "Đọc dữ liệu đã công bố; không cần đăng nhập."),
  INTEGRATOR: about("Reads with a key, such as the app Hue-S.", "Đọc bằng khóa truy cập, ví dụ ứng dụng Hue-S."),
  FACILITY_EDITOR: about("Enters the data of its own facility.", "Nhập dữ liệu của đơn vị mình."),
  ADMIN: about("The Department: verifies, publishes, corrects.", "Sở Y tế: thẩm định, công bố, hiệu chỉnh."),
});
export type Role = keyof typeof Role;

@ObjectType({ simpleResolvers: true, description: about("Who asks.", "Người đang hỏi.") })
export class Viewer {
  @Field(() => Role, { description: about("The role.", "Vai trò.") })
  role!: Role;
}

/** Everybody is the public until there are accounts and keys. */
export const PUBLIC_VIEWER: Viewer = { role: "PUBLIC" };

@Resolver()
export class ViewerResolver {
  @Query(() => Viewer, { description: about("Who is asking.", "Người đang hỏi.") })
  viewer(@Ctx() { viewer }: Context): Viewer {
    return viewer;
  }
}
