// @ts-check
/**
 * What `py` offers beyond running code: packages, files, variables, documentation.
 *
 * @typedef {import("./client.js").Runtime} Runtime
 * @typedef {{name: string, type: string, shape: string, dtype: string, bytes: number | null, preview: string}} Variable
 * @typedef {{path: string, bytes: number}} FileFact
 */

const HELP = `py.help("tf.matmul")           what Python says about a name
py.install("cowsay")           get packages; resolves to what is new
py.vars()                      the variables; console.table(await py.vars()) shows them
py.files.list()  py.files.read("a.csv")  py.files.write("a.csv", "x,y")  py.files.delete("a.csv")
`;

/** @param {Runtime} runtime @param {string} help  about everything else */
export function devtools(runtime, help) {
  const files = {
    /** @returns {Promise<FileFact[]>} */
    async list() {
      const { files: rows } = /** @type {{files: FileFact[]}} */ (await runtime.call("studio.repl.files.listing"));
      return rows.map(({ path, bytes }) => ({ path, bytes }));
    },
    /** @param {string} path @returns {Promise<unknown>} a Uint8Array */
    read: (path) => runtime.call("studio.repl.files.read", path),
    /** @param {string} path @param {string | Blob | ArrayBuffer | ArrayBufferView} data */
    async write(path, data) {
      const bytes = new Uint8Array(await new Blob([/** @type {BlobPart} */ (data)]).arrayBuffer());
      await runtime.call("studio.repl.files.write", path, bytes);
      touched(runtime);
    },
    /** @param {string} path */
    async delete(path) {
      await runtime.call("studio.repl.files.delete", path);
      touched(runtime);
    },
  };
  return {
    files,
    /** @returns {Promise<Variable[]>} */
    async vars() {
      const { rows } = /** @type {{rows: Variable[]}} */ (await runtime.call("studio.repl.variables.listing"));
      return rows;
    },
    /** @param {...(string | string[])} names */
    install: (...names) => runtime.call("studio.repl.packages.install", names.flat()),
    /** @param {string} [name] */
    help: (name) => (name === undefined ? help + HELP : runtime.call("studio.repl.documentation.text", name)),
  };
}

/** Tell the page that variables and files may have changed. @param {Runtime} runtime */
export function touched(runtime) {
  runtime.dispatchEvent(new Event("touched"));
}

/** Let the browser's console print Python's traceback, with the place marked, instead of our own frames. @param {any} error @returns {never} */
export function pointed(error) {
  if (error?.name === "PythonError" && error.traceback) error.stack = `PythonError: ${error.message}\n\n${error.traceback.trimEnd()}`;
  throw error;
}
