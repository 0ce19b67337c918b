// @ts-check
/** @import { Phase, Transfers } from "./types.js" */

/**
 * How far the start is, in real bytes: what has been loaded, over what the site says a start loads. Files that
 * the site did not announce count on both sides once they are seen.
 *
 * @param {Record<string, number>} expected  path -> bytes
 * @param {Transfers} files
 * @param {Phase[]} phases
 * @returns {{loaded: number, total: number}}
 */
export function bootBytes(expected, files, phases) {
  const base = (/** @type {string} */ path) => path.split("/").at(-1) ?? path;
  const seen = new Map(Object.entries(files).map(([file, transfer]) => [base(file), transfer]));
  let loaded = 0;
  let total = 0;
  for (const [path, size] of Object.entries(expected)) {
    loaded += Math.min(seen.get(base(path))?.loaded ?? 0, size);
    total += size;
    seen.delete(base(path));
  }
  for (const transfer of seen.values()) {
    loaded += transfer.loaded;
    total += Math.max(transfer.total, transfer.loaded);
  }
  const reported = phases.reduce((sum, phase) => sum + (phase.status === "done" ? (phase.bytes ?? 0) : 0), 0);
  return { loaded: Math.min(Math.max(loaded, reported), total), total };
}
