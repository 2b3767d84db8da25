import { BOOKS, EXPORTS, FORMATS } from "../concepts/index.js";
import { mayAsk } from "../core/access/policy.js";
import type { Viewer } from "../core/access/viewer.js";

/** Where the list of all downloads is. */
export const DOWNLOAD_LIST = "/export/index.json";

/** The exports that this viewer may have, with what each may be asked for, and the templates: what a form is made of. */
export const downloadsFor = (viewer: Viewer): object => ({
  exports: EXPORTS.filter(({ field }) => mayAsk(field, viewer)).map(({ name, titleVi, titleEn, parameters }) => ({
    ...{ name, titleVi, titleEn, kinds: ["csv", "xlsx"] },
    parameters: Object.entries(parameters).map(([parameter, { takes, ...asked }]) => {
      const { isNeeded = false, isMany = false, holds = "TEXT", choices = null } = takes;
      const titles = { titleVi: asked.titleVi, titleEn: asked.titleEn };
      return { name: parameter, ...titles, isNeeded, isMany, holds, choices };
    }),
  })),
  templates: [
    ...FORMATS.map(({ name, titleVi, titleEn }) => ({ name, titleVi, titleEn, kinds: ["csv", "xlsx"] })),
    // Several tables make no file of comma-separated values.
    ...Object.values(BOOKS).map(({ name, titleVi, titleEn }) => ({ name, titleVi, titleEn, kinds: ["xlsx"] })),
  ],
});
