import { say } from "../language.js";
import { pageTitle } from "../layout.js";
import { Page } from "../parts/page.js";
import { Tasks } from "../parts/tasks.js";
import { signedIn } from "../session.js";

/** What somebody may do here, as a list to begin with. */
export default function Workplace() {
  const account = signedIn();
  return (
    <Page
      title={pageTitle("lam-viec")}
      lead={
        account?.facility?.name ??
        say("Sở Y tế: thẩm định, công bố, hiệu chỉnh.", "The Department: verifies, publishes, corrects.")
      }
    >
      <Tasks />
    </Page>
  );
}
