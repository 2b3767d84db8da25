// The panel "Tài khoản": who has signed in, in the portal or here, which is the same session.
import { type GraphiQLPlugin, useGraphiQLActions } from "@graphiql/react";
import { type FormEvent, useState } from "react";
import type { UserError } from "../../portal/src/browser-session.js";
import { say } from "../../portal/src/language.js";
import { Icon } from "./icon.js";
import { session, useSession } from "./server.js";

export const accountPlugin: GraphiQLPlugin = {
  title: say("Tài khoản", "Account"),
  icon: () => <Icon of="M10 10.2a3.6 3.6 0 1 0 0-7.2 3.6 3.6 0 0 0 0 7.2zM3 17.5c.6-3.4 3.3-5 7-5s6.4 1.6 7 5" />,
  content: AccountPanel,
};

const roleName = (role: string): string =>
  ({ ADMIN: say("Sở Y tế", "Department"), FACILITY_EDITOR: say("Đơn vị", "Facility") })[role] ?? role;

function AccountPanel() {
  const state = useSession();
  return (
    <section className="panel" aria-labelledby="account-title">
      <h2 id="account-title">{accountPlugin.title}</h2>
      {state.is === "in" ? (
        <>
          <dl className="facts">
            <dt>{say("Đang đăng nhập", "Signed in")}</dt>
            <dd>{state.account.name}</dd>
            <dt>{say("Vai trò", "Role")}</dt>
            <dd>{roleName(state.account.role)}</dd>
            {state.account.facility && (
              <>
                <dt>{say("Đơn vị", "Facility")}</dt>
                <dd>{state.account.facility.name}</dd>
              </>
            )}
          </dl>
          <p>
            {say(
              "Câu hỏi được gửi với quyền của tài khoản này. Đăng xuất ở đây là đăng xuất cả trang tra cứu.",
              "Questions are sent with the rights of this account. Signing out here signs out of the portal too.",
            )}
          </p>
          <button type="button" className="act" onClick={signOut}>
            {say("Đăng xuất", "Sign out")}
          </button>
        </>
      ) : (
        <SignIn hasEnded={state.is === "ended"} />
      )}
    </section>
  );
}

/** What was answered to whoever leaves goes from the screen with the page. */
async function signOut(): Promise<void> {
  await session.signOut();
  if (session.state().is !== "in") location.reload();
}

/** Signs in; who has a one-time password chooses one of their own. */
function SignIn({ hasEnded }: { hasEnded: boolean }) {
  const [mustChange, setMustChange] = useState(false);
  const [errors, setErrors] = useState<readonly Pick<UserError, "message">[]>([]);

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const given = Object.fromEntries(new FormData(event.currentTarget)) as Record<string, string>;
    const { name = "", password = "", newPassword = "", again } = given;
    if (mustChange && newPassword !== again)
      return setErrors([
        { message: say("Hai lần gõ mật khẩu mới không giống nhau.", "The new password was typed differently.") },
      ]);
    try {
      const found = await session.signIn({ name, password, ...(mustChange && { newPassword }) });
      if (found.some(({ code }) => code === "PASSWORD_CHANGE_REQUIRED")) setMustChange(true);
      setErrors(found.filter(({ code }) => mustChange || code !== "PASSWORD_CHANGE_REQUIRED"));
    } catch (error) {
      setErrors([
        error instanceof TypeError
          ? { message: say("Không nối được máy chủ.", "The server cannot be reached.") }
          : (error as Error),
      ]);
    }
  };

  return (
    <form className="column" onSubmit={submit}>
      <p>
        {hasEnded
          ? say("Phiên làm việc đã kết thúc. Hãy đăng nhập lại.", "The session has ended. Sign in again.")
          : say(
              "Đọc dữ liệu đã công bố không cần đăng nhập. Để sửa và nhập, dùng tài khoản như ở trang tra cứu.",
              "Reading what is published needs no sign-in. To enter and correct, use the account of the portal.",
            )}
      </p>
      <div role="alert" className="errors">
        {errors.map(({ message }) => (
          <p key={message}>{message}</p>
        ))}
      </div>
      <Field name="name" label={say("Tên đăng nhập", "Name")} autoComplete="username" />
      <Field name="password" label={say("Mật khẩu", "Password")} autoComplete="current-password" isSecret />
      {mustChange && (
        <>
          <p>
            {say(
              "Mật khẩu này chỉ dùng một lần. Hãy đặt mật khẩu của riêng mình.",
              "This password is good for once. Choose one of your own.",
            )}
          </p>
          <Field name="newPassword" label={say("Mật khẩu mới", "New password")} autoComplete="new-password" isSecret />
          <Field
            name="again"
            label={say("Gõ lại mật khẩu mới", "The new password again")}
            autoComplete="new-password"
            isSecret
          />
        </>
      )}
      <button type="submit" className="act">
        {mustChange ? say("Đổi mật khẩu và đăng nhập", "Change the password and sign in") : say("Đăng nhập", "Sign in")}
      </button>
    </form>
  );
}

interface FieldProps {
  name: string;
  label: string;
  autoComplete: string;
  isSecret?: boolean;
}

const Field = ({ name, label, autoComplete, isSecret = false }: FieldProps) => (
  <label>
    {label}
    <input name={name} type={isSecret ? "password" : "text"} autoComplete={autoComplete} required />
  </label>
);

/** Who is here, beside the name of the page; leads to the panel. */
export function WhoIsHere() {
  const { setVisiblePlugin } = useGraphiQLActions();
  const state = useSession();
  return (
    <button type="button" className="who" onClick={() => setVisiblePlugin(accountPlugin)}>
      {state.is === "in" ? `${state.account.name} · ${roleName(state.account.role)}` : say("Đăng nhập", "Sign in")}
    </button>
  );
}
