// @ts-check

import { make } from "../dom.js";

/**
 * @typedef {{file: string, line: number, name: string, source: string, start: number, end: number, own: boolean,
 *   repeats: number, skipped?: number}} Frame
 * @typedef {{frames?: Frame[], chain?: string, error?: {type: string, message: string}}} Part
 * @typedef {{type: string, message: string, hint: string, parts: Part[], text: string}} Fault
 */

/** @param {string} file */
function shortName(file) {
  const input = /^<input (\d+)>$/.exec(file);
  if (input) return `line ${input[1]}`;
  const parts = file.replace(/^\/home\/pyodide\//, "").split("/");
  const packages = parts.lastIndexOf("site-packages");
  return packages >= 0 ? parts.slice(packages + 1).join("/") : parts.slice(-2).join("/");
}

/** @param {Frame} frame */
function where(frame) {
  const input = /^<input (\d+)>$/.exec(frame.file);
  const place = input ? `In [${input[1]}], line ${frame.line}` : `${shortName(frame.file)}:${frame.line}`;
  const within = frame.name && frame.name !== "<module>" ? `, in ${frame.name}` : "";
  const times = frame.repeats > 1 ? `, ${frame.repeats.toLocaleString("en-US")} times` : "";
  return place + within + times;
}

/** The line of source, with what failed in it marked. @param {Frame} frame */
function sourceLine({ source, start, end }) {
  const line = make("code", "fault-source");
  if (end <= start) line.append(source);
  else line.append(source.slice(0, start), make("mark", "fault-mark", source.slice(start, end) || " "), source.slice(end));
  return line;
}

/** @param {Frame} frame */
function frameRow(frame) {
  const row = make("li", frame.own ? "fault-frame" : "fault-frame fault-foreign");
  row.append(make("span", "fault-where", where(frame)));
  if (frame.source) row.append(sourceLine(frame));
  if (frame.skipped) row.append(make("span", "fault-where", `… ${frame.skipped.toLocaleString("en-US")} calls left out …`));
  return row;
}

/** Frames of the visitor's own code stand open; runs of others are folded. @param {Frame[]} frames @returns {HTMLElement[]} */
function frameList(frames) {
  /** @type {HTMLElement[]} */
  const parts = [];
  for (let at = 0; at < frames.length; ) {
    const { own } = frames[at];
    let end = at;
    while (end < frames.length && frames[end].own === own) end += 1;
    const list = make("ol", "fault-frames");
    list.append(...frames.slice(at, end).map(frameRow));
    if (own) parts.push(list);
    else {
      const folded = make("details", "fault-folded");
      const names = [...new Set(frames.slice(at, end).map((frame) => shortName(frame.file).split("/")[0]))].slice(0, 3);
      const count = end - at === 1 ? "1 call" : `${end - at} calls`;
      folded.append(make("summary", "fault-summary", `${count} inside ${names.join(", ")}`), list);
      parts.push(folded);
    }
    at = end;
  }
  return parts;
}

/**
 * An error: class and message, the visitor's own lines with the place marked, everything else folded.
 *
 * @param {Fault} fault
 * @returns {HTMLElement}
 */
export function showFault(fault) {
  const card = make("div", "fault");
  card.dataset.testid = "fault";
  for (const { frames, chain, error } of fault.parts) {
    if (frames) card.append(...frameList(frames));
    if (chain) card.append(make("p", "fault-chain", chain));
    if (error) {
      const line = make("p", "fault-error");
      const type = make("span", "fault-type", error.type);
      type.dataset.testid = "fault-type";
      const message = make("span", "fault-message", error.message);
      message.dataset.testid = "fault-message";
      line.append(type, error.message ? ": " : "", message);
      card.append(line);
    }
  }
  if (fault.hint) card.append(make("p", "fault-hint", fault.hint));
  return card;
}
