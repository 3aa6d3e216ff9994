/** The start: the site is asked for while the views are still loaded, as both take their time. */

import { call } from "./api.js";

const asked = call("site").then(
  (site) => ({ site }),
  (error) => ({ error }),
);
const { run, showFailure } = await import("./shell.js");
const { site, error } = await asked;
if (site) run(site);
else showFailure(error);
