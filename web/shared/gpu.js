// @ts-check
/**
 * What GPUs a page has, found out on the page's own thread: making a WebGL context takes tens of milliseconds that the
 * worker, which starts Python at that moment, does not have to spend.
 */

/** @typedef {import("./protocol.js").BackendFact} BackendFact */

/** Names that software rasterizers go by in WebGL's renderer string and WebGPU's adapter info. */
const SOFTWARE = /swiftshader|llvmpipe|softpipe|lavapipe|software|basic render|warp/i;

/** @returns {Promise<BackendFact[]>} facts about `webgpu` and `webgl` */
export async function probeGpus() {
  return [await probeWebGpu(), probeWebGl()];
}

/** @param {string} detail @returns {BackendFact} */
const absent = (name = "", detail = "") => ({ name, available: false, software: false, detail });

/** @returns {Promise<BackendFact>} */
async function probeWebGpu() {
  const { gpu } = /** @type {any} */ (navigator);
  if (gpu === undefined) return absent("webgpu", "this browser has no WebGPU here");
  try {
    const adapter = await gpu.requestAdapter({ powerPreference: "high-performance" });
    if (adapter === null) return absent("webgpu", "WebGPU found no adapter");
    const { vendor = "", architecture = "", description = "" } = adapter.info ?? {};
    const detail = [vendor, architecture, description].filter(Boolean).join(" ") || "unnamed adapter";
    const software = adapter.info?.isFallbackAdapter === true || SOFTWARE.test(detail);
    return { name: "webgpu", available: true, software, detail };
  } catch (error) {
    return absent("webgpu", `WebGPU refused: ${/** @type {Error} */ (error).message}`);
  }
}

/** @returns {BackendFact} */
function probeWebGl() {
  if (typeof OffscreenCanvas === "undefined") return absent("webgl", "this browser has no OffscreenCanvas");
  const gl = new OffscreenCanvas(1, 1).getContext("webgl2");
  if (gl === null) return absent("webgl", "WebGL 2 was refused");
  const info = gl.getExtension("WEBGL_debug_renderer_info");
  const detail = String(gl.getParameter(info ? info.UNMASKED_RENDERER_WEBGL : gl.RENDERER));
  gl.getExtension("WEBGL_lose_context")?.loseContext();
  return { name: "webgl", available: true, software: SOFTWARE.test(detail), detail };
}
