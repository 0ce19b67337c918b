// @ts-check
/**
 * The official MobileNet package in the page itself, as its users run it: the reference for ours.
 */

/** @type {Map<string, Promise<any>>} */
const loaded = new Map();

/** @param {string} path */
const at = (path) => new URL(`../${path}`, import.meta.url).href;

/** @param {string} model @param {[number, number]} inputRange */
function classifier(model, inputRange) {
  const key = JSON.stringify([model, inputRange]);
  let known = loaded.get(key);
  if (known === undefined) loaded.set(key, (known = load(model, inputRange)));
  return known;
}

/** @param {string} model @param {[number, number]} inputRange */
async function load(model, inputRange) {
  const { SITE } = await import(at("shared/site.js"));
  await import(at(`${SITE.vendor.tfjs}dist/tf.es2017.min.js`));
  const { tf } = /** @type {any} */ (globalThis);
  await tf.setBackend("cpu");
  await script(at(`${SITE.vendor.mobilenet}dist/mobilenet.min.js`));
  const { mobilenet } = /** @type {any} */ (globalThis);
  return mobilenet.load({ version: 1, alpha: 0.25, modelUrl: at(model), inputRange });
}

/** A build that needs `this` to be the window, which it is in no module. @param {string} src */
function script(src) {
  const element = document.createElement("script");
  element.src = src;
  return new Promise((resolve, reject) => {
    element.addEventListener("load", resolve, { once: true });
    element.addEventListener("error", reject, { once: true });
    document.head.append(element);
  });
}

/**
 * @param {string} photo  base64 @param {string} model path below the site @param {[number, number]} inputRange
 * @param {number} count
 */
export async function classify(photo, model, inputRange, count) {
  const bytes = Uint8Array.from(atob(photo), (letter) => letter.charCodeAt(0));
  const image = new Image();
  image.src = URL.createObjectURL(new Blob([bytes]));
  try {
    await image.decode();
    const network = await classifier(model, inputRange);
    return await network.classify(image, count);
  } finally {
    URL.revokeObjectURL(image.src);
  }
}

/** Pixels of a picture as a canvas gives them back. @param {string} photo base64 */
export async function pixels(photo) {
  const bytes = Uint8Array.from(atob(photo), (letter) => letter.charCodeAt(0));
  const image = new Image();
  image.src = URL.createObjectURL(new Blob([bytes]));
  await image.decode();
  const { naturalWidth: width, naturalHeight: height } = image;
  const canvas = new OffscreenCanvas(width, height);
  const context = /** @type {OffscreenCanvasRenderingContext2D} */ (canvas.getContext("2d", { willReadFrequently: true }));
  context.drawImage(image, 0, 0);
  URL.revokeObjectURL(image.src);
  const { data } = context.getImageData(0, 0, width, height);
  let text = "";
  for (let i = 0; i < data.length; i += 32768) text += String.fromCharCode(...data.subarray(i, i + 32768));
  return { width, height, rgba: btoa(text) };
}
