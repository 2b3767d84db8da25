import type { ComponentChildren } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { useLocation } from "wouter-preact";
import { serverAddress, useParameters } from "./address.js";
import icon from "./icon.svg";
import { language, say } from "./language.js";
import { lazily } from "./lazily.js";
import { isOwnChange, onChange } from "./live.js";
import { PAGES, type PageName } from "./page-names.js";
import { ToPage } from "./parts/link.js";
import { signOut, useSession } from "./session.js";

/** The pages of the menu, in its order. */
const MENU: readonly PageName[] = [
  ...(["co-so", "so-sanh", "nhu-cau", "lo-trinh", "de-an-06"] as const),
  ...(["doi-chieu", "dia-ban", "gia-dinh"] as const),
];

const SignIn = lazily<{ name?: string }>(async () => ({ default: (await import("./workplace/sign-in.js")).SignIn }));

export function pageTitle(page: PageName): string {
  const [vi, en] = PAGES[page];
  return say(vi, en);
}

/** What stands around each page: how to go on from here, and in which language. */
export function Layout({ children }: { children: ComponentChildren }) {
  const [path] = useLocation();
  const page = path.slice(1) as PageName;
  const parameters = Object.fromEntries(useParameters());
  const words = language();
  useEffect(() => {
    document.documentElement.lang = words;
  }, [words]);
  const other = words === "vi" ? "en" : "vi";
  return (
    <>
      <a class="skip" href="#noi-dung">
        {say("Đến nội dung", "Skip to content")}
      </a>
      <header>
        <div class="wide">
          <ToPage page="" class="site">
            <img src={icon} alt="" width="32" height="32" />
            {say("Dữ liệu y tế Huế", "Hue health data")}
          </ToPage>
          <Menu page={page} />
          <Who />
          <ToPage page={page} parameters={{ ...parameters, lang: other === "en" ? "en" : null }} class="language">
            <span lang={other}>{other === "en" ? "English" : "Tiếng Việt"}</span>
          </ToPage>
        </div>
      </header>
      <main key={words} id="noi-dung" class="wide">
        {children}
      </main>
      <News />
      <Ended />
      <footer>
        <div class="wide">
          <p>
            {say(
              "Sở Y tế Thừa Thiên Huế. Mỗi số liệu kèm ngày và nguồn của nó; điều tài liệu in giữ nguyên như in.",
              "Department of Health of Thừa Thiên Huế. Each figure stands with its day and its source; what a document prints stays as printed.",
            )}
          </p>
          <p>
            <a href={serverAddress("playground/")}>
              {say("Đặt câu hỏi riêng (GraphQL)", "Ask a question of your own (GraphQL)")}
            </a>
          </p>
        </div>
      </footer>
    </>
  );
}

const roleName = (role: string): string =>
  ({ ADMIN: say("Sở Y tế", "Department"), FACILITY_EDITOR: say("Đơn vị", "Facility") })[role] ?? role;

/** Who is signed in, and in which role; else the way there. */
function Who() {
  const session = useSession();
  if (session.is === "out" || session.is === "unknown")
    return (
      <ToPage page="lam-viec" class="who">
        {say("Đăng nhập", "Sign in")}
      </ToPage>
    );
  const { name, role, facility } = session.account;
  return (
    <p class="who">
      <ToPage page="lam-viec">{pageTitle("lam-viec")}</ToPage>{" "}
      <span>
        {name} ({facility?.name ?? roleName(role)})
      </span>{" "}
      <button type="button" onClick={signOut}>
        {say("Đăng xuất", "Sign out")}
      </button>
    </p>
  );
}

/** A session that has ended while somebody works: they sign in again over what they typed, which stays. */
function Ended() {
  const session = useSession();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    if (session.is === "ended") dialog.current?.showModal();
  }, [session.is]);
  if (session.is !== "ended") return null;
  const title = say("Phiên làm việc đã hết", "The session has ended");
  return (
    <dialog ref={dialog} aria-label={title} onCancel={(event) => event.preventDefault()}>
      <h2>{title}</h2>
      <p>
        {say(
          "Đăng nhập lại để làm tiếp; điều đã gõ vẫn còn.",
          "Sign in again to go on; what you typed is still there.",
        )}
      </p>
      <SignIn name={session.account.name} />
      <button type="button" onClick={() => location.reload()}>
        {say("Rời đi", "Leave")}
      </button>
    </dialog>
  );
}

/** On a phone it is opened by its button; it closes when somebody goes on. */
function Menu({ page }: { page: PageName }) {
  const [isOpen, setOpen] = useState(false);
  useEffect(() => setOpen(false), [page]);
  return (
    <nav aria-label={say("Các trang", "Pages")}>
      <button type="button" class="menu" aria-expanded={isOpen} aria-controls="trang" onClick={() => setOpen(!isOpen)}>
        {say("Danh mục", "Menu")}
      </button>
      <ul id="trang" class={isOpen ? "open" : undefined}>
        {MENU.map((each) => (
          <li key={each}>
            <ToPage page={each} aria-current={each === page ? "page" : undefined}>
              {pageTitle(each)}
            </ToPage>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** Says when somebody has changed something; the page has asked anew by then. */
function News() {
  const [text, setText] = useState("");
  const timer = useRef(0);
  useEffect(
    () =>
      onChange(() => {
        // Whoever has done it knows.
        if (isOwnChange()) return;
        const now = new Date().toLocaleTimeString("vi-VN");
        setText(
          say(
            `Dữ liệu vừa thay đổi, trang đã cập nhật lúc ${now}.`,
            `The data have changed; this page was refreshed at ${now}.`,
          ),
        );
        clearTimeout(timer.current);
        timer.current = window.setTimeout(setText, 15_000, "");
      }),
    [],
  );
  return (
    <div class="news" role="status">
      {text && <p>{text}</p>}
    </div>
  );
}
