// @ts-check

/** Give the visitor a file as a download. @param {string} name @param {BlobPart} bytes @param {string} [type] */
export function handOver(name, bytes, type = "application/octet-stream") {
  const url = URL.createObjectURL(new Blob([bytes], { type }));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
