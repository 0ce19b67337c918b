// @ts-check
/** @import { Output } from "./console/entry.js" */

import { scan } from "./console/prompt/finished.js";

/** Lines that only a console understands; pyapp/studio/repl/magics.py translates them. */
const MAGIC = /^[ \t]*(?:%\w|!|\?\??[\w.]+\s*$|[\w.[\]'"]+[ \t]*\?\??\s*$)/;
/** Cells that are Python below their first line. */
const TIMED = /^\s*%%time(?:it)?\b/;

/** @param {string[]} sources @param {string} title @returns {string} */
export function asPython(sources, title) {
  return `"""${title}"""\n\n${sources.map(plain).join("\n\n")}\n`;
}

/** An input as a program of its own: what only a console understands stays as a comment. @param {string} source */
function plain(source) {
  const given = source.trimEnd().split("\n");
  if (/^\s*%%/.test(source)) return given.map((line, at) => (at > 0 && TIMED.test(source) ? line : `# ${line}`)).join("\n");
  const { starts } = scan(source);
  let offset = 0;
  const out = given.map((line) => {
    const isMagic = starts.has(offset) && MAGIC.test(line);
    offset += line.length + 1;
    if (!isMagic) return line;
    const indent = line.length - line.trimStart().length;
    return indent > 0 ? `${line.slice(0, indent)}pass  # ${line.slice(indent)}` : `# ${line}`; // a block needs something in it
  });
  return out.join("\n");
}

/** @param {string} text @returns {string[]} as notebooks have it: lines with their ends */
function lines(text) {
  return text.split(/(?<=\n)/);
}

/** @param {Output} output @param {number} number @returns {object | null} */
function cellOutput(output, number) {
  if (output.kind === "stream") return { output_type: "stream", name: output.stream, text: lines(output.text) };
  if (output.kind === "fault") {
    const { type, message, text } = output.fault;
    return { output_type: "error", ename: type, evalue: message, traceback: text.split("\n") };
  }
  if (output.kind === "element") return null;
  const data = Object.fromEntries(
    Object.entries(output.bundle)
      .filter(([mime]) => !mime.startsWith("application/vnd.tfjs"))
      .map(([mime, value]) => [mime, typeof value === "string" && !mime.startsWith("image/") ? lines(value) : value]),
  );
  if (Object.keys(data).length === 0) return null;
  return output.kind === "result"
    ? { output_type: "execute_result", execution_count: number, data, metadata: {} }
    : { output_type: "display_data", data, metadata: {} };
}

/**
 * A notebook (nbformat 4.5) of what was run and what came of it.
 *
 * @param {{source: string, number: number, record: Output[]}[]} entries
 * @returns {string}
 */
export function asNotebook(entries) {
  const cells = entries.map((entry, index) => ({
    cell_type: "code",
    id: `input-${index + 1}`,
    execution_count: entry.number,
    metadata: {},
    source: lines(entry.source),
    outputs: entry.record.map((output) => cellOutput(output, entry.number)).filter((output) => output !== null),
  }));
  const metadata = {
    kernelspec: { name: "python3", display_name: "Python 3", language: "python" },
    language_info: { name: "python", file_extension: ".py", mimetype: "text/x-python" },
  };
  return `${JSON.stringify({ cells, metadata, nbformat: 4, nbformat_minor: 5 }, null, 1)}\n`;
}
