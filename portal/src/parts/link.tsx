import type { ComponentChildren } from "preact";
import { Link } from "wouter-preact";
import { type Parameters, pageAddress, serverAddress } from "../address.js";
import { say } from "../language.js";
import type { PageName } from "../page-names.js";

interface ToPage {
  readonly page: PageName;
  readonly parameters?: Parameters;
  readonly children: ComponentChildren;
  readonly class?: string;
  readonly onClick?: () => void;
  readonly "aria-current"?: "page" | undefined;
}

/** A link to a page; the day and the language go along. */
export const ToPage = ({ page, parameters, ...rest }: ToPage) => (
  <Link href={pageAddress(page, parameters)} {...rest} />
);

export const ToFacility = ({ code, name }: { code: string; name: string }) => (
  <ToPage page="mot-co-so" parameters={{ ma: code }}>
    {name}
  </ToPage>
);

/** What the page shows, as a workbook; `name` as of /export/{name}.xlsx; `of`: which figures, where the page has several. */
export const ToExcel = ({ name, parameters, of }: { name: string; parameters?: Parameters; of?: string }) => (
  <a class="button" href={serverAddress(`export/${name}.xlsx`, parameters)} download>
    {say("Tải Excel", "Download Excel")}
    {of && `: ${of}`}
  </a>
);
