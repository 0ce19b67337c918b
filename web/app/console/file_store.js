// @ts-check
/**
 * Where the browser keeps the session's files for the next visit: in its private file system (OPFS), or, where pages cannot
 * write into that, in a database.
 *
 * @typedef {{all(): AsyncIterable<[string, Uint8Array]>, write(path: string, data: Uint8Array): Promise<void>,
 *   remove(path: string): Promise<void>}} FileStore
 */

const FOLDER = "files";
const DATABASE = "tfjs-console";
const TABLE = "files";
/** A database that does not open for so long never will; a slow machine takes seconds. */
const PATIENCE_MS = 20_000;

/** @returns {Promise<FileStore | null>} null in windows that keep nothing */
export async function openStore() {
  return (await openFolder()) ?? (await openDatabase());
}

/** @returns {Promise<FileStore | null>} */
async function openFolder() {
  try {
    if (!("createWritable" in FileSystemFileHandle.prototype)) return null;
    const root = await navigator.storage.getDirectory();
    return inFolder(await root.getDirectoryHandle(FOLDER, { create: true }));
  } catch {
    return null;
  }
}

/** @param {FileSystemDirectoryHandle} folder @returns {FileStore} */
function inFolder(folder) {
  return {
    all: () => walk(folder, ""),
    async write(path, data) {
      const parent = await parentOf(folder, path, true);
      const isNew = await parent.getFileHandle(nameOf(path)).then(() => false, () => true);
      const handle = await parent.getFileHandle(nameOf(path), { create: true });
      try {
        const out = await handle.createWritable();
        try {
          await out.write(/** @type {any} */ (data));
          await out.close();
        } catch (error) {
          await out.abort().catch(() => {}); // what was kept before stays
          throw error;
        }
      } catch (error) {
        if (isNew) await parent.removeEntry(nameOf(path)).catch(() => {}); // else an empty file would come back
        throw error;
      }
    },
    async remove(path) {
      const names = path.split("/");
      const parents = [folder];
      for (const name of names.slice(0, -1)) parents.push(await parents[parents.length - 1].getDirectoryHandle(name));
      await parents[parents.length - 1].removeEntry(names[names.length - 1]);
      for (let depth = parents.length - 1; depth > 0; depth -= 1) await parents[depth - 1].removeEntry(names[depth - 1]); // ends at one that is not empty
    },
  };
}

/** @param {FileSystemDirectoryHandle} folder @param {string} path @param {boolean} create */
async function parentOf(folder, path, create) {
  let parent = folder;
  for (const name of path.split("/").slice(0, -1)) parent = await parent.getDirectoryHandle(name, { create });
  return parent;
}

/** @param {string} path */
function nameOf(path) {
  return path.slice(path.lastIndexOf("/") + 1);
}

/** @param {FileSystemDirectoryHandle} folder @param {string} prefix @returns {AsyncGenerator<[string, Uint8Array]>} */
async function* walk(folder, prefix) {
  for await (const [name, handle] of /** @type {any} */ (folder).entries()) {
    if (handle.kind === "directory") yield* walk(handle, `${prefix}${name}/`);
    else {
      const file = await handle.getFile();
      yield [prefix + name, new Uint8Array(await file.arrayBuffer())];
    }
  }
}

/** @returns {Promise<FileStore | null>} */
async function openDatabase() {
  try {
    const opening = indexedDB.open(DATABASE, 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore(TABLE);
    const late = new Promise((_, reject) => setTimeout(reject, PATIENCE_MS));
    return inDatabase(/** @type {IDBDatabase} */ (await Promise.race([settled(opening), late])));
  } catch {
    return null;
  }
}

/** @param {IDBDatabase} database @returns {FileStore} */
function inDatabase(database) {
  /** @param {(table: IDBObjectStore) => IDBRequest} change */
  const changed = (change) =>
    /** @type {Promise<void>} */ (
      new Promise((resolve, reject) => {
        const transaction = database.transaction(TABLE, "readwrite");
        transaction.oncomplete = () => resolve();
        transaction.onabort = () => reject(transaction.error);
        change(transaction.objectStore(TABLE));
      })
    );
  return {
    async *all() {
      const table = () => database.transaction(TABLE).objectStore(TABLE);
      for (const path of await settled(table().getAllKeys())) yield [String(path), await settled(table().get(path))];
    },
    write: (path, data) => changed((table) => table.put(data, path)),
    remove: (path) => changed((table) => table.delete(path)),
  };
}

/** @template T @param {IDBRequest<T>} request @returns {Promise<T>} */
function settled(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
