// @ts-check
/** Progress of packages that a program gets once Python runs, whoever asks for them: `%pip`, `import`, micropip itself. */

import { counted } from "./prefetch.js";

/** @param {(progress: import("../shared/protocol.js").Progress) => void} report */
export function meterWheels(report) {
  const original = globalThis.fetch;
  globalThis.fetch = async (input, init) => {
    const response = await original(input, init);
    const [path] = (input instanceof Request ? input.url : String(input)).split(/[?#]/);
    if (!path.endsWith(".whl") || !response.ok) return response;
    const file = decodeURIComponent(path.slice(path.lastIndexOf("/") + 1));
    const total = Number(response.headers.get("Content-Length") ?? 0);
    return counted(response, (loaded) => report({ stage: "download", file, loaded, total }));
  };
}
