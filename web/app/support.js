// @ts-check

/** @returns {boolean} whether `new Worker(url, {type: "module"})` means something here */
function hasModuleWorkers() {
  let asked = false;
  const options = {
    /** @returns {"module"} */
    get type() {
      asked = true;
      return "module";
    },
  };
  const url = URL.createObjectURL(new Blob([], { type: "text/javascript" }));
  try {
    new Worker(url, options).terminate();
  } catch {
    // A browser that refuses this worker has still read the option, and that is all we ask.
  } finally {
    URL.revokeObjectURL(url);
  }
  return asked;
}

/**
 * @returns {string | null} why this browser cannot run Python, or null where it can
 */
export function whyUnsupported() {
  const advice = "A current Chrome, Edge, Firefox or Safari can.";
  if (typeof WebAssembly !== "object") return `This browser has no WebAssembly, so it cannot run Python. ${advice}`;
  if (typeof Worker !== "function" || !hasModuleWorkers()) {
    return `This browser cannot start module workers, which Python runs in. ${advice}`;
  }
  return null;
}
