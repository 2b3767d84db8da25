import { pageTitle } from "../layout.js";
import { WORKPLACE, type WorkplacePage } from "../page-names.js";
import { signedIn } from "../session.js";
import { ToPage } from "./link.js";

/** Where this list stands. */
const HOME: WorkplacePage = "lam-viec";

/** The pages of the workplace that whoever is signed in has. */
export const Tasks = () => {
  const account = signedIn();
  return (
    <ul class="tasks">
      {Object.entries(WORKPLACE).map(
        ([page, roles]: [string, readonly string[]]) =>
          page !== HOME &&
          account &&
          roles.includes(account.role) && (
            <li key={page}>
              <ToPage page={page as WorkplacePage}>{pageTitle(page as WorkplacePage)}</ToPage>
            </li>
          ),
      )}
    </ul>
  );
};
