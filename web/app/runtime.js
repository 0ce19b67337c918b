// @ts-check
/** The page's one runtime. Its worker starts while the views are still being loaded. */
import { createRuntime } from "./client.js";
import { whyUnsupported } from "./support.js";

/** Why this browser cannot run the page; null if it can. */
export const unsupported = whyUnsupported();

export const runtime = unsupported === null ? createRuntime() : null;
