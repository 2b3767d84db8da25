// The panel "Tệp": every list as a file, every template, and the import of a file.
import type { GraphiQLPlugin } from "@graphiql/react";
import { lazy, Suspense, useEffect, useState } from "react";
import { say } from "../../portal/src/language.js";
import { type Downloads, downloads } from "./downloads.js";
import { ExportList, TemplateList } from "./file-lists.js";
import { Icon } from "./icon.js";
import { useSession } from "./server.js";

export const filesPlugin: GraphiQLPlugin = {
  title: say("Tệp", "Files"),
  icon: () => <Icon of="M11.5 2.5H5v15h10.5V6.5zM11.5 2.5v4h4M10 9v5.5m-2.5-2.5L10 14.5l2.5-2.5" />,
  content: FilesPanel,
};

/** What reads and sends a file is fetched only when somebody opens this panel. */
const Upload = lazy(() => import("./upload.js"));

function FilesPanel() {
  const who = useSession();
  const name = who.is === "in" ? who.account.name : undefined;
  const [list, setList] = useState<Downloads | Error>();
  // biome-ignore lint/correctness/useExhaustiveDependencies: who is here decides what there is
  useEffect(() => {
    downloads().then(setList, setList);
  }, [name]);
  return (
    <section className="panel" aria-labelledby="files-title">
      <h2 id="files-title">{filesPlugin.title}</h2>
      <h3>{say("Nhập tệp", "Import a file")}</h3>
      {name === undefined ? (
        <p>{say("Hãy đăng nhập để nhập tệp.", "Sign in to import a file.")}</p>
      ) : (
        <Suspense>{list && !(list instanceof Error) && <Upload templates={list.templates} />}</Suspense>
      )}
      {list instanceof Error && <p role="alert">{list.message}</p>}
      {list && !(list instanceof Error) && (
        <>
          <h3>{say("Tải danh sách về", "Download a list")}</h3>
          <ExportList exports={list.exports} />
          <h3>{say("Tệp mẫu để điền", "Templates to fill in")}</h3>
          <TemplateList templates={list.templates} />
        </>
      )}
    </section>
  );
}
