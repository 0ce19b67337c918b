// @ts-check

/** @type {Record<string, string>} the names people write */
export const BACKENDS = { webgpu: "WebGPU", webgl: "WebGL", wasm: "WASM", cpu: "CPU" };

const UNITS = ["B", "kB", "MB", "GB"];

/**
 * @param {number} count
 * @returns {string} "0 B", "241 kB", "9.6 MB"
 */
export function bytes(count) {
  let value = count;
  let unit = 0;
  while (value >= 999.5 && unit < UNITS.length - 1) {
    value /= 1000;
    unit += 1;
  }
  return `${unit < 2 ? Math.round(value) : value.toFixed(1)} ${UNITS[unit]}`;
}

/**
 * @param {number} value  milliseconds
 * @returns {string} "0.4 ms", "31 ms", "1.62 s"
 */
export function duration(value) {
  if (value >= 999.5) return `${(value / 1000).toFixed(2)} s`;
  return `${value < 9.95 ? value.toFixed(1) : Math.round(value)} ms`;
}

/**
 * @param {number} share  0 to 1
 * @returns {string} "83.4%"
 */
export function percent(share) {
  return `${(share * 100).toFixed(1)}%`;
}

/** @param {number} count */
export function integer(count) {
  return count.toLocaleString("en-US");
}

/**
 * ImageNet labels carry synonyms after commas: "tabby, tabby cat".
 *
 * @param {string} label
 * @returns {[main: string, also: string]}
 */
export function splitLabel(label) {
  const [main, ...also] = label.split(/,\s*/);
  return [main, also.join(", ")];
}
