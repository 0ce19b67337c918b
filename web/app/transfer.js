// @ts-check
/** What a paste or a drop carries. */

/**
 * @param {DataTransfer} transfer
 * @returns {File | null} the first picture, or else the first file
 */
export function fileIn(transfer) {
  const files = [...transfer.files];
  return files.find((file) => file.type.startsWith("image/")) ?? files[0] ?? null;
}

/**
 * @param {DataTransfer} transfer
 * @returns {File[] | null} the files of a model, where one of them is a model.json
 */
export function modelIn(transfer) {
  const files = [...transfer.files];
  return files.some((file) => file.name === "model.json") ? files : null;
}

/**
 * @param {string} text
 * @returns {string | null} the first address in it
 */
export function addressIn(text) {
  const lines = text.split(/[\r\n]+/).map((line) => line.trim());
  return lines.find((line) => /^(https?:\/\/\S+|data:image\/\S+)$/i.test(line)) ?? null;
}
