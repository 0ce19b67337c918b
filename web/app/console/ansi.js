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

/** Lines that stay within the cursor's reach: a program with several progress bars goes up to write them again. */
const REACH = 24;

/** @type {Style} */
const PLAIN = { bold: false, dim: false, italic: false, underline: false, color: "" };

/** One line: plain text of one style, or letters each with its own once something moved in it. */
class Row {
  text = "";
  /** @type {Style | null} */
  style = null;
  /** @type {{letter: string, style: Style | null}[] | null} */
  cells = null;

  asCells() {
    this.cells ??= [...this.text].map((letter) => ({ letter, style: this.style }));
    return this.cells;
  }

  /** @returns {Piece[]} */
  get pieces() {
    if (this.cells !== null) return joined(this.cells);
    return this.text ? [{ text: this.text, style: this.style }] : [];
  }
}

/** The last lines, among which the cursor moves, and those that it has left for good, in pieces of one style. */
export class Screen {
  /** @type {Piece[][]} */
  finished = [];
  #rows = [new Row()];
  #at = 0;
  #column = 0;
  /** @type {Style | null} */
  #style = null;
  /** An escape sequence whose end has not come yet. */
  #rest = "";

  /** The lines that may still change; the last one has no end yet. @returns {Piece[][]} */
  get current() {
    return this.#rows.map(({ pieces }) => pieces);
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
    const row = this.#rows[this.#at];
    if (row.cells === null && this.#column === row.text.length && (row.text === "" || row.style === this.#style)) {
      row.style = this.#style;
      const whole = row.text + text;
      row.text = whole.slice(0, LONGEST_LINE);
      this.#column = row.text.length;
      if (whole.length <= LONGEST_LINE) return;
      this.#end();
      this.#put(whole.slice(LONGEST_LINE));
      return;
    }
    const cells = row.asCells();
    while (cells.length < this.#column) cells.push({ letter: " ", style: null });
    for (const letter of text) {
      cells[this.#column] = { letter, style: this.#style };
      this.#column += 1;
    }
    if (cells.length > LONGEST_LINE) this.#end();
  }

  /** Go to the next line. */
  #end() {
    this.#column = 0;
    this.#at += 1;
    if (this.#at === this.#rows.length) this.#rows.push(new Row());
    if (this.#rows.length <= REACH) return;
    this.finished.push(/** @type {Row} */ (this.#rows.shift()).pieces);
    this.#at -= 1;
  }

  /** @param {string} input @param {number} at @returns {number} where the text goes on */
  #special(input, at) {
    const letter = input[at];
    if (letter === "\x1b") {
      ESCAPE.lastIndex = at;
      const found = ESCAPE.exec(input);
      if (found === null) return at + 1;
      if (found[2] !== undefined) this.#control(found[2], found[1]);
      return Math.max(ESCAPE.lastIndex, at + 1);
    }
    if (letter === "\r") this.#column = 0;
    else if (letter === "\b") this.#column = Math.max(0, this.#column - 1);
    else if (letter !== "\x07") this.#put(letter < " " ? String.fromCharCode(0x2400 + letter.charCodeAt(0)) : "\ufffd");
    return at + 1;
  }

  /** @param {string} what  the letter that ends a sequence @param {string} how  its parameters */
  #control(what, how) {
    if (what === "m") return this.#restyle(how);
    if (what === "K") return this.#erase(how);
    if (what === "J") return this.#eraseRows(how);
    const count = Math.min(Math.max(1, Number.parseInt(how, 10) || 1), LONGEST_LINE);
    if (what === "A" || what === "F") this.#at = Math.max(0, this.#at - count);
    else if (what === "B" || what === "E") this.#at = Math.min(this.#rows.length - 1, this.#at + count);
    else if (what === "C") this.#column = Math.min(LONGEST_LINE, this.#column + count);
    else if (what === "D") this.#column = Math.max(0, this.#column - count);
    if (what === "E" || what === "F") this.#column = 0;
    else if (what === "G") this.#column = count - 1;
  }

  /** @param {string} how */
  #erase(how) {
    const cells = this.#rows[this.#at].asCells();
    if (how === "" || how === "0") cells.length = Math.min(cells.length, this.#column);
    else if (how === "1") cells.splice(0, this.#column + 1, ...cells.slice(0, this.#column + 1).map(() => ({ letter: " ", style: null })));
    else if (how === "2") cells.length = 0;
  }

  /** @param {string} how */
  #eraseRows(how) {
    if (how === "" || how === "0") {
      this.#erase("0");
      this.#rows.length = this.#at + 1;
    } else if (how === "2" || how === "3") {
      this.#rows = [new Row()];
      this.#at = this.#column = 0;
    }
  }

  /** @param {string} parameters */
  #restyle(parameters) {
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
