// @ts-check
/** Files of models that stay in the browser: OPFS by name, TensorFlow.js's own IndexedDB, and downloads. */
import { blob, freeBlobs, keepBlob } from "./net.js";

const FOLDER = "tfjs-models";

/** @param {any} tf @param {(name: string, bytes: Uint8Array) => void} hand  gives the visitor a file */
export function modelFiles(tf, hand) {
  async function folder() {
    const root = await navigator.storage.getDirectory();
    return root.getDirectoryHandle(FOLDER, { create: true });
  }

  /** A file beside the one it replaces, then moved: a tab closed in between leaves the old one whole. @param {string} name @param {number} id */
  async function writeStored(name, id) {
    const bytes = blob(id);
    const place = await folder();
    const fresh = `${safe(name)}.new`;
    try {
      const file = /** @type {any} */ (await place.getFileHandle(fresh, { create: true }));
      const access = await file.createSyncAccessHandle();
      try {
        access.truncate(0);
        if (access.write(bytes) !== bytes.length) throw new DOMException("the file could not be written whole", "QuotaExceededError");
        access.flush();
      } finally {
        access.close();
      }
      await file.move(safe(name));
    } catch (error) {
      await place.removeEntry(fresh).catch(() => {});
      throw error;
    }
  }

  /** @param {string} name @returns {Promise<number>} blob id; 0 if there is no such file */
  async function readStored(name) {
    try {
      const file = await (await (await folder()).getFileHandle(safe(name))).getFile();
      return keepBlob(new Uint8Array(await file.arrayBuffer()));
    } catch (error) {
      if (/** @type {Error} */ (error).name === "NotFoundError") return 0;
      throw error;
    }
  }

  /** One transaction of IndexedDB: there before, or there after. @param {string} name @param {string} json @param {number} id */
  async function saveIndexedDb(name, json, id) {
    const { modelTopology, weightsManifest, ...rest } = JSON.parse(json);
    const weightData = blob(id).slice().buffer;
    const [handler] = tf.io.getSaveHandlers(`indexeddb://${name}`);
    await handler.save({ ...rest, modelTopology, weightSpecs: weightsManifest[0].weights, weightData });
  }

  /** @param {string} name @returns {Promise<[number, string] | []>} the blob id of the weights, and model.json; nothing if there is no such model */
  async function loadIndexedDb(name) {
    const models = await tf.io.listModels();
    if (models[`indexeddb://${name}`] === undefined) return [];
    const [handler] = tf.io.getLoadHandlers(`indexeddb://${name}`);
    const { weightSpecs, weightData, ...rest } = await handler.load();
    const id = keepBlob(new Uint8Array(tf.io.CompositeArrayBuffer.join(weightData)));
    return [id, JSON.stringify({ ...rest, weightsManifest: [{ paths: ["weights"], weights: weightSpecs }] })];
  }

  return {
    write_stored: writeStored,
    read_stored: readStored,
    save_indexed_db: saveIndexedDb,
    load_indexed_db: loadIndexedDb,
    offer_download: (/** @type {string} */ name, /** @type {number} */ id) => {
      hand(name, blob(id).slice());
      freeBlobs(id);
    },
  };
}

/** @param {string} name  slashes are no folders here */
function safe(name) {
  return encodeURIComponent(name);
}
