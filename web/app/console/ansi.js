// @ts-check
/**
 * What terminals make of control characters, as far as a page can: colors, carriage returns, backspaces. Everything else
 * that is no text is left out or shown as a sign, so that printed binary harms nothing.
 *
 * @typedef {{bold: boolean, dim: boolean, italic: boolean, underline: boolean, color: string}} Style
 * @typedef {{text: string, style: Style | null}} Piece
 */

const COLORS = ["black", "red", "green", "yellow", "blue", "magenta", "cyan", "white"];
/** Escape sequences: those with parameters, window titles, and the rest. */
const ESCAPE = /\x1b(?:\[([0-9;:?<=>]*)[ -/]*([@-~])|\][^\x07\x1b]*(?:\x07|\x1b\\)?|[ -/]*[0-~]?)/y;
const SPECIAL = /[\x00-\x08\x0b-\x1f\x7f-\x9f]/;
/** One line is cut into pieces of this many characters: a page lays out long lines slowly. */
const LONGEST_LINE = 4000;

/** @type {Style} */
const PLAIN = { bold: false, dim: false, italic: false, underline: false, color: "" };

/** A line under way, and the lines that are finished, in pieces of one style. */
export class Screen {
  /** @type {Piece[][]} */
  finished = [];
  /** @type {{letter: string, style: Style | null}[] | null} letters of the line under way, once something moved in it */
  #cells = null;
  #line = "";
  #column = 0;
  /** @type {Style | null} */
  #style = null;
  /** An escape sequence whose end has not come yet. */
  #rest = "";

  /** The line under way. @returns {Piece[]} */
  get current() {
    return this.#cells === null ? (this.#line ? [{ text: this.#line, style: this.#style }] : []) : joined(this.#cells);
  }

  /** @param {string} text */
  write(text) {
    let input = this.#rest + text;
    this.#rest = "";
    if (!SPECIAL.test(input)) {
      this.#plain(input);
      return;
    }
    const cut = unfinished(input);
    if (cut >= 0) {
      this.#rest = input.slice(cut);
      input = input.slice(0, cut);
    }
    let start = 0;
    for (let at = 0; at < input.length; at += 1) {
      if (!SPECIAL.test(input[at])) continue;
      this.#plain(input.slice(start, at));
      at = this.#special(input, at) - 1;
      start = at + 1;
    }
    this.#plain(input.slice(start));
  }

  /** @param {string} text  without control characters but for line ends and tabs */
  #plain(text) {
    if (text === "") return;
    const lines = text.split("\n");
    lines.forEach((line, index) => {
      if (index > 0) this.#end();
      if (line) this.#put(line);
    });
  }

  /** @param {string} text */
  #put(text) {
    if (this.#cells === null && this.#column === this.#line.length) {
      this.#line += text;
      this.#column = this.#line.length;
      while (this.#line.length > LONGEST_LINE) {
        this.finished.push([{ text: this.#line.slice(0, LONGEST_LINE), style: this.#style }]);
        this.#line = this.#line.slice(LONGEST_LINE);
        this.#column = this.#line.length;
      }
      return;
    }
    const cells = this.#asCells();
    for (const letter of text) {
      cells[this.#column] = { letter, style: this.#style };
      this.#column += 1;
    }
    if (cells.length > LONGEST_LINE) this.#end();
  }

  #asCells() {
    this.#cells ??= [...this.#line].map((letter) => ({ letter, style: this.#style }));
    return this.#cells;
  }

  #end() {
    this.finished.push(this.current);
    this.#cells = null;
    this.#line = "";
    this.#column = 0;
  }

  /** @param {string} input @param {number} at @returns {number} where the text goes on */
  #special(input, at) {
    const letter = input[at];
    if (letter === "\x1b") {
      ESCAPE.lastIndex = at;
      const found = ESCAPE.exec(input);
      if (found === null) return at + 1;
      if (found[2] === "m") this.#restyle(found[1]);
      else if (found[2] === "K") this.#erase(found[1]);
      return Math.max(ESCAPE.lastIndex, at + 1);
    }
    if (letter === "\r") this.#column = 0;
    else if (letter === "\b") this.#column = Math.max(0, this.#column - 1);
    else if (letter !== "\x07") this.#put(letter < " " ? String.fromCharCode(0x2400 + letter.charCodeAt(0)) : "\ufffd");
    return at + 1;
  }

  /** @param {string} how */
  #erase(how) {
    const cells = this.#asCells();
    if (how === "" || how === "0") cells.length = Math.min(cells.length, this.#column);
    else if (how === "2") cells.length = 0;
    for (let index = 0; index < cells.length; index += 1) cells[index] ??= { letter: " ", style: null };
  }

  /** @param {string} parameters */
  #restyle(parameters) {
    this.#asCells();
    const codes = parameters.split(/[;:]/).map(Number);
    let style = { ...(this.#style ?? PLAIN) };
    for (let index = 0; index < codes.length; index += 1) {
      const code = codes[index];
      if (code === 38 || code === 48) {
        index += codes[index + 1] === 5 ? 2 : 4; // 256 colors and true color would not fit the page's own
        continue;
      }
      style = styled(style, code);
    }
    const isPlain = Object.entries(style).every(([name, value]) => value === /** @type {any} */ (PLAIN)[name]);
    this.#style = isPlain ? null : style;
  }
}

/** @param {Style} style @param {number} code @returns {Style} */
function styled(style, code) {
  if (code === 0) return PLAIN;
  if (code === 1) return { ...style, bold: true };
  if (code === 2) return { ...style, dim: true };
  if (code === 3) return { ...style, italic: true };
  if (code === 4) return { ...style, underline: true };
  if (code === 22) return { ...style, bold: false, dim: false };
  if (code === 23) return { ...style, italic: false };
  if (code === 24) return { ...style, underline: false };
  if (code >= 30 && code <= 37) return { ...style, color: COLORS[code - 30] };
  if (code === 39) return { ...style, color: "" };
  if (code >= 90 && code <= 97) return { ...style, color: COLORS[code - 90] };
  return style;
}

/** Where an escape sequence begins whose end is not there yet; -1 if there is none. @param {string} input */
function unfinished(input) {
  const at = input.lastIndexOf("\x1b", input.length);
  if (at < 0 || input.length - at > 64) return -1;
  return /^\x1b(\[[0-9;:?<=>]*[ -/]*)?$/.test(input.slice(at)) ? at : -1;
}

/** @param {{letter: string, style: Style | null}[]} cells @returns {Piece[]} */
function joined(cells) {
  /** @type {Piece[]} */
  const pieces = [];
  for (let index = 0; index < cells.length; index += 1) {
    const cell = cells[index] ?? { letter: " ", style: null };
    const last = pieces.at(-1);
    if (last && last.style === cell.style) last.text += cell.letter;
    else pieces.push({ text: cell.letter, style: cell.style });
  }
  return pieces;
}

/** The classes that show a style. @param {Style} style */
export function classesOf({ bold, dim, italic, underline, color }) {
  const names = ["ansi"];
  for (const [name, on] of Object.entries({ bold, dim, italic, underline })) if (on) names.push(`ansi-${name}`);
  if (color) names.push(`ansi-${color}`);
  return names.join(" ");
}
