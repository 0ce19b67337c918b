// @ts-check
/**
 * The few edits that the page makes to the visitor's program: which model `load(…)` is given.
 */

const LOAD = /\b(ImageClassifier\.load)\(([^()]*)\)/;

/**
 * @param {string} source
 * @param {string} argument
 */
function replaceLoad(source, argument) {
  const call = `ImageClassifier.load(${argument})`;
  if (LOAD.test(source)) return source.replace(LOAD, () => call);
  return `import tfjs as tf\n\nclassifier = tf.tasks.${call}\nclassifier(photo, top_k=5)\n`;
}

/**
 * @param {string} source
 * @param {string} url
 * @returns {string} the program with `load(url="…")`
 */
export function useUrl(source, url) {
  return replaceLoad(source, `url=${JSON.stringify(url)}`);
}

/**
 * @param {string} source
 * @returns {string} the program with the model read from the files that the visitor chose
 */
export function useFiles(source) {
  return replaceLoad(source, "files=model_files");
}
