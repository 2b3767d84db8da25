import { useState } from "preact/hooks";
import { say } from "../language.js";
import { ErrorSummary, errorAt, invalid } from "../parts/errors.js";
import { Text } from "../parts/form.js";
import { signIn, type UserError } from "../session.js";

/** Signs in; who has a one-time password chooses one of their own. What was typed stays where something is wrong. */
export function SignIn({ name: given = "", onDone }: { name?: string; onDone?: () => void }) {
  const [name, setName] = useState(given);
  const [password, setPassword] = useState("");
  const [newPassword, setNewPassword] = useState("");
  const [again, setAgain] = useState("");
  const [mustChange, setMustChange] = useState(false);
  const [errors, setErrors] = useState<readonly UserError[]>([]);
  const [isRunning, setRunning] = useState(false);

  const submit = async () => {
    if (isRunning) return;
    if (mustChange && newPassword !== again) {
      const message = say(
        "Hai lần gõ mật khẩu mới không giống nhau.",
        "The new password was typed differently the second time.",
      );
      return setErrors([invalid("again", message)]);
    }
    setRunning(true);
    try {
      const found = await signIn({ name, password, ...(mustChange && { newPassword }) });
      if (found.some(({ code }) => code === "PASSWORD_CHANGE_REQUIRED")) setMustChange(true);
      setErrors(found.filter(({ code }) => mustChange || code !== "PASSWORD_CHANGE_REQUIRED"));
      if (found.length === 0) onDone?.();
    } catch (error) {
      const message =
        error instanceof TypeError
          ? say(
              "Không nối được máy chủ. Hãy kiểm tra mạng rồi thử lại.",
              "The server cannot be reached. Check the network and try again.",
            )
          : (error as Error).message;
      setErrors([{ path: [], code: "", message }]);
    }
    setRunning(false);
  };

  return (
    <form
      class="column"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <ErrorSummary errors={errors} form="dang-nhap" />
      <Text
        id="dang-nhap-name"
        label={say("Tên đăng nhập", "Name")}
        value={name}
        onInput={setName}
        autocomplete="username"
        error={errorAt(errors, "name")}
        isRequired
      />
      <Text
        id="dang-nhap-password"
        type="password"
        label={say("Mật khẩu", "Password")}
        value={password}
        onInput={setPassword}
        autocomplete="current-password"
        error={errorAt(errors, "password")}
        isRequired
      />
      {mustChange && (
        <>
          <p class="notice" role="status">
            {say(
              "Mật khẩu này chỉ dùng một lần. Hãy đặt mật khẩu của riêng mình.",
              "This password is good for once. Choose one of your own.",
            )}
          </p>
          <Text
            id="dang-nhap-newPassword"
            type="password"
            label={say("Mật khẩu mới", "New password")}
            value={newPassword}
            onInput={setNewPassword}
            autocomplete="new-password"
            error={errorAt(errors, "newPassword")}
            isRequired
          />
          <Text
            id="dang-nhap-again"
            type="password"
            label={say("Gõ lại mật khẩu mới", "The new password again")}
            value={again}
            onInput={setAgain}
            autocomplete="new-password"
            error={errorAt(errors, "again")}
            isRequired
          />
        </>
      )}
      <button type="submit" aria-disabled={isRunning}>
        {mustChange ? say("Đổi mật khẩu và đăng nhập", "Change the password and sign in") : say("Đăng nhập", "Sign in")}
      </button>
    </form>
  );
}
