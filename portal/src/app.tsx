import type { ComponentType } from "preact";
import { Route, Router, Switch } from "wouter-preact";
import { BASE } from "./address.js";
import { Layout } from "./layout.js";
import { lazily } from "./lazily.js";
import { type PageName, WORKPLACE, type WorkplacePage } from "./page-names.js";
import { NotFound } from "./pages/not-found.js";
import { Start } from "./pages/start.js";
import { guarded } from "./workplace/guarded.js";

/** The pages of everybody by their addresses; the code of a page comes when somebody goes there. */
const PUBLIC: Record<Exclude<PageName, WorkplacePage>, ComponentType> = {
  "": Start,
  "co-so": lazily(() => import("./pages/facilities.js")),
  "mot-co-so": lazily(() => import("./pages/facility.js")),
  "so-sanh": lazily(() => import("./pages/comparison.js")),
  "nhu-cau": lazily(() => import("./pages/demand.js")),
  "lo-trinh": lazily(() => import("./pages/roadmap.js")),
  "de-an-06": lazily(() => import("./pages/project06.js")),
  "doi-chieu": lazily(() => import("./pages/discrepancies.js")),
  "dia-ban": lazily(() => import("./pages/areas.js")),
  "gia-dinh": lazily(() => import("./pages/what-if.js")),
};

/** Those of who is signed in, in one of the roles that have them. */
const OF_WORKPLACE: Record<WorkplacePage, ComponentType> = {
  "lam-viec": lazily(() => import("./workplace/home.js")),
  "nhap-file": lazily(() => import("./workplace/import.js")),
  "danh-gia": lazily(() => import("./workplace/assessments.js")),
  "so-lieu": lazily(() => import("./workplace/figures.js")),
  "dot-bao-cao": lazily(() => import("./workplace/campaigns.js")),
  "tien-do": lazily(() => import("./workplace/progress.js")),
  "so-dang-ky": lazily(() => import("./workplace/register.js")),
  "bao-cao-moi": lazily(() => import("./workplace/report.js")),
  "quan-tri": lazily(() => import("./workplace/admin.js")),
};

const CONTENT: readonly (readonly [name: string, content: ComponentType])[] = [
  ...Object.entries(PUBLIC),
  ...Object.entries(OF_WORKPLACE).map(
    ([name, content]) => [name, guarded(content, WORKPLACE[name as WorkplacePage])] as const,
  ),
];

export const App = () => (
  <Router base={BASE}>
    <Layout>
      <Switch>
        {CONTENT.map(([name, Content]) => (
          <Route key={name} path={`/${name}`}>
            <Content />
          </Route>
        ))}
        <Route>
          <NotFound />
        </Route>
      </Switch>
    </Layout>
  </Router>
);
