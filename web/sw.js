// @ts-check
/**
 * Keeps the site for visits without a network, and hands the visitor's answers to a Python that blocks (see shared/answers.js).
 *
 * Files that never change under their name (vendor/, Pyodide's wheels) come from the cache first. A page's address is asked of
 * the network while there is one; what the page consists of comes from the set kept at the last install where that is the
 * build that the server has, or where there is no network, and from the network otherwise: one build, never a mixture.
 * Models are not kept here but by the library, which checks them first.
 */
import { ANSWERS, ANYBODY } from "./shared/answers.js";
import { SITE } from "./shared/site.js";

const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (globalThis));
const PERMANENT = "tfjs-permanent-1";
const BUILD = `tfjs-site-${SITE.build}`;
/** Our own wheels and the lock keep their names from build to build. */
const CHANGING_WHEELS = /^wheels\/(tfjs-|studio-|pyodide-lock)/;

/** @param {string} file path under the scope */
function isPermanent(file) {
  return file.startsWith("vendor/") || (file.startsWith("wheels/") && !CHANGING_WHEELS.test(file) && SITE.precache.includes(file));
}

/** @param {string} url */
function fileOf(url) {
  const { scope } = worker.registration;
  // A page is kept under the address of its folder.
  return url.startsWith(scope) ? url.slice(scope.length).split(/[?#]/)[0].replace(/(^|\/)index\.html$/, "$1") : null;
}

/** Fetch what is missing; what this browser has downloaded already comes out of its HTTP cache. */
async function install() {
  const permanent = await caches.open(PERMANENT);
  const build = await caches.open(BUILD);
  const at = (/** @type {string} */ file) => new URL(file, worker.registration.scope).href;
  const kept = new Set((await permanent.keys()).map((request) => request.url));
  const missing = SITE.precache.filter(isPermanent).map(at).filter((url) => !kept.has(url));
  await permanent.addAll(missing);
  await build.addAll(SITE.precache.filter((file) => !isPermanent(file)).map((file) => new Request(at(file), { cache: "no-cache" })));
  await worker.skipWaiting();
}

/** Drop other builds, and permanent files that no build names any more. */
async function activate() {
  for (const name of await caches.keys()) {
    if (name.startsWith("tfjs-site-") && name !== BUILD) await caches.delete(name);
  }
  const permanent = await caches.open(PERMANENT);
  for (const request of await permanent.keys()) {
    if (!isPermanent(fileOf(request.url) ?? "")) await permanent.delete(request);
  }
  await worker.clients.claim();
}

/**
 * What the browser's own cache has of a file: with it come the machine code and bytecode that the browser has compiled of it
 * before, which it does not keep with ours.
 * @param {Request} request @returns {Promise<Response | null>}
 */
async function fromHttpCache(request) {
  try {
    const response = await fetch(request, { cache: "only-if-cached", mode: "same-origin" });
    return response.ok ? response : null;
  } catch {
    return null;
  }
}

/** Whether to take what is kept: asked once for a visit, since a page consists of several files. @type {Promise<boolean> | null} */
let current = null;

/** Whether the server has the build that is kept here, or cannot be asked. */
function isCurrent() {
  current ??= (async () => {
    try {
      const response = await fetch(new URL("shared/site.js", worker.registration.scope), { cache: "no-cache" });
      return response.ok && (await response.text()).includes(`"${SITE.build}"`);
    } catch {
      return true;
    }
  })();
  return current;
}

/** @param {Request} request @param {string} file */
async function answer(request, file) {
  if (isPermanent(file)) {
    const compiled = await fromHttpCache(request);
    if (compiled !== null) return compiled;
    const cache = await caches.open(PERMANENT);
    const kept = await cache.match(request.url);
    if (kept !== undefined) return kept;
    const response = await fetch(request);
    if (response.status === 200) await cache.put(request.url, response.clone());
    return response;
  }
  const fromBuild = async () => {
    const { href } = new URL(file, worker.registration.scope);
    // A folder that is asked for without its slash: as the server does.
    if (SITE.precache.includes(`${file}/`)) return Response.redirect(`${href}/${new URL(request.url).search}`);
    return (await caches.open(BUILD)).match(href);
  };
  const asIs = request.mode === "navigate" || new URL(request.url).search !== "";
  if (!asIs && (await isCurrent())) {
    const kept = await fromBuild();
    if (kept !== undefined) return kept;
  }
  try {
    return await fetch(request);
  } catch (error) {
    const kept = await fromBuild();
    if (kept !== undefined) return kept;
    throw error;
  }
}

/** How long Python's worker is kept waiting in one request; browsers end service workers that take minutes. */
const HOLD_MS = 20_000;
/** Answers by the name of their question, and who waits for one. @type {Map<string, string>} */
const answers = new Map();
/** @type {Map<string, (text: string) => void>} */
const waiting = new Map();

/** What the visitor has answered to `input()`: as soon as it is there, or that it is not there yet. @param {string} name */
async function visitorsAnswer(name) {
  const nothing = () => new Response(null, { status: 204 });
  if (name === ANYBODY) return nothing();
  const text = answers.get(name) ?? (await new Promise((resolve) => {
    waiting.set(name, resolve);
    setTimeout(resolve, HOLD_MS, null);
  }));
  waiting.delete(name);
  answers.delete(name);
  return text === null ? nothing() : new Response(text);
}

worker.addEventListener("message", ({ data }) => {
  if (data?.type !== "answer") return;
  const text = JSON.stringify(data.answer);
  const resolve = waiting.get(data.name);
  if (resolve !== undefined) resolve(text);
  else answers.set(data.name, text);
});
worker.addEventListener("install", (event) => event.waitUntil(install()));
worker.addEventListener("activate", (event) => event.waitUntil(activate()));
worker.addEventListener("fetch", (event) => {
  const { request } = event;
  const file = fileOf(request.url);
  if (file?.startsWith(ANSWERS)) {
    event.respondWith(visitorsAnswer(file.slice(ANSWERS.length)));
    return;
  }
  if (request.method !== "GET" || file === null || file.startsWith("models/") || request.headers.has("range")) return;
  if (request.mode === "navigate") {
    current = null; // another visit
    isCurrent();
  }
  event.respondWith(answer(request, file));
});
