// @ts-check
/**
 * Model files in Cache Storage, so that a model that was loaded once loads without a network.
 *
 * A model's files are kept under the digest of its model.json (`version`); model.json itself under `INDEX`, so that it
 * is found when the network is gone. Keeping never fails: a full or refused storage only costs the next download.
 */
import { blob, keepBlob } from "./net.js";

/** A new name drops what an older layout kept. */
const BUCKET = "tfjs-models-1";
const PARAMETER = "tfjs-version";
const INDEX = "index";

/** @param {(url: string) => string} resolve */
export function modelCache(resolve) {
  /** The bucket, or nothing where storage is refused (private windows). */
  async function open() {
    try {
      return typeof caches === "undefined" ? null : await caches.open(BUCKET);
    } catch {
      return null;
    }
  }

  /**
   * All of these files, if all are kept.
   * @param {string[]} urls @param {string} version @returns {Promise<number[]>} blob ids; none if one is missing
   */
  async function kept(urls, version) {
    const cache = await open();
    if (cache === null) return [];
    try {
      const responses = await Promise.all(urls.map((url) => cache.match(keyOf(resolve(url), version))));
      if (responses.includes(undefined)) return [];
      const files = await Promise.all(responses.map((response) => /** @type {Response} */ (response).arrayBuffer()));
      return files.map((file) => keepBlob(new Uint8Array(file)));
    } catch {
      return [];
    }
  }

  /**
   * Keep files, and then the one that makes them found. It goes on to its end when Python, stopped, does not wait for it.
   * @param {string[]} urls @param {number[]} ids blobs @param {string} version
   * @param {string} [indexUrl] @param {string} [index] text, kept under `INDEX`
   * @returns {Promise<boolean>} whether they are kept now
   */
  async function keep(urls, ids, version, indexUrl, index) {
    const bodies = ids.map((id) => new Blob([/** @type {BlobPart} */ (blob(id))])); // before the blobs are freed
    const cache = await open();
    if (cache === null) return false;
    const keys = urls.map((url) => keyOf(resolve(url), version));
    try {
      await Promise.all(keys.map((key, position) => cache.put(key, new Response(bodies[position]))));
      if (indexUrl != null && index != null) await cache.put(keyOf(resolve(indexUrl), INDEX), new Response(index));
      return true;
    } catch {
      await forget((url) => keys.includes(url));
      return false;
    }
  }

  /** Models kept, as JSON: every file with its bytes. */
  async function keptFiles() {
    const cache = await open();
    if (cache === null) return "[]";
    const rows = (await cache.keys()).map(async (request) => {
      const url = new URL(request.url);
      const version = url.searchParams.get(PARAMETER);
      url.searchParams.delete(PARAMETER);
      const response = await cache.match(request);
      return { url: url.href, version, bytes: (await response?.blob())?.size ?? 0 };
    });
    return JSON.stringify(await Promise.all(rows));
  }

  /** @param {(url: string) => boolean} chosen @returns {Promise<number>} files dropped */
  async function forget(chosen) {
    const cache = await open();
    if (cache === null) return 0;
    const requests = (await cache.keys()).filter(({ url }) => chosen(url));
    await Promise.all(requests.map((request) => cache.delete(request)));
    return requests.length;
  }

  return {
    kept,
    keep,
    keptFiles,
    /** @param {string[]} urls whose files go, in any version; none: everything */
    forgetFiles(...urls) {
      const gone = new Set(urls.map(resolve));
      return forget((url) => gone.size === 0 || gone.has(withoutVersion(url)));
    },
  };
}

/** @param {string} url @param {string} version */
function keyOf(url, version) {
  const key = new URL(url);
  key.searchParams.set(PARAMETER, version);
  return key.href;
}

/** @param {string} href */
function withoutVersion(href) {
  const url = new URL(href);
  url.searchParams.delete(PARAMETER);
  return url.href;
}
