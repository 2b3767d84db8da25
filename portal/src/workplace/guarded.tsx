import type { ComponentType } from "preact";
import { say } from "../language.js";
import { lazily } from "../lazily.js";
import { Page } from "../parts/page.js";
import { useSession } from "../session.js";

const SignIn = lazily(async () => ({ default: (await import("./sign-in.js")).SignIn }));

/** What only those see who are signed in, in one of these roles: whoever is not signs in here, and goes on. */
export function guarded(Content: ComponentType, roles: readonly string[]): ComponentType {
  return () => {
    const session = useSession();
    if (session.is === "unknown") return <div class="skeleton" aria-busy="true" />;
    if (session.is === "out")
      return (
        <Page title={say("Đăng nhập", "Sign in")}>
          <SignIn />
        </Page>
      );
    if (!roles.includes(session.account.role))
      return (
        <Page title={say("Không thuộc phạm vi của bạn", "Not within your reach")}>
          <p>
            {say(
              `Tài khoản ${session.account.name} không có quyền mở trang này. Hãy liên hệ Sở Y tế nếu cần.`,
              `The account ${session.account.name} may not open this page. Ask the Department if you need it.`,
            )}
          </p>
        </Page>
      );
    return <Content />;
  };
}
