// @ts-check
/**
 * Whether what was typed is a whole input. Decided here and at once, by the rules of Python's own prompt, so that Enter never
 * waits for Python: open brackets, strings and blocks go on; an empty line ends a block.
 */

const OPENERS = "([{";
const CLOSERS = ")]}";

/**
 * What is open at the end: a string, brackets. `starts` are the offsets at which lines begin that continue no other.
 * @param {string} text @returns {{open: boolean, code: string, starts: Set<number>}}
 */
export function scan(text) {
  let depth = 0;
  let quote = "";
  let code = "";
  const starts = new Set([0]);
  for (let at = 0; at < text.length; at += 1) {
    const letter = text[at];
    if (quote) {
      if (letter === "\\") at += 1;
      else if (text.startsWith(quote, at)) {
        at += quote.length - 1;
        quote = "";
      } else if (letter === "\n" && quote.length === 1) {
        quote = "";
        at -= 1; // it ends the line too
      }
      continue;
    }
    if (letter === "#") {
      while (at + 1 < text.length && text[at + 1] !== "\n") at += 1;
      continue;
    }
    if (letter === '"' || letter === "'") {
      quote = text.startsWith(letter.repeat(3), at) ? letter.repeat(3) : letter;
      at += quote.length - 1;
      code += '""';
      continue;
    }
    if (letter === "\n" && depth === 0 && text[at - 1] !== "\\") starts.add(at + 1);
    if (OPENERS.includes(letter)) depth += 1;
    else if (CLOSERS.includes(letter)) depth = Math.max(0, depth - 1);
    code += letter;
  }
  return { open: depth > 0 || quote.length === 3, code, starts };
}

/**
 * @param {string} text
 * @returns {boolean}
 */
export function isFinished(text) {
  if (/^\s*%%/.test(text)) return /\n[ \t]*$/.test(text);
  const { open, code } = scan(text);
  if (open) return false;
  const lines = code.split("\n");
  const last = lines[lines.length - 1];
  if (last.endsWith("\\")) return false;
  const filled = lines.filter((line) => line.trim() !== "");
  if (filled.length === 0) return true;
  const final = filled[filled.length - 1];
  const inBlock = final.trimEnd().endsWith(":") || /^\s/.test(final) || /^\s*@/.test(final);
  if (!inBlock) return true;
  return last.trim() === "" && lines.length > 1 && !final.trimEnd().endsWith(":") && !/^\s*@/.test(final);
}
