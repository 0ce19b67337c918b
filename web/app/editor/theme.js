// @ts-check

import { HighlightStyle } from "@codemirror/language";
import { EditorView } from "@codemirror/view";
import { tags } from "@lezer/highlight";

/** The page's tokens reach into the shadow root, so light and dark need nothing here. */
export const theme = EditorView.theme({
  "&": { height: "100%", color: "var(--color-ink)", fontSize: "var(--text-xs)" },
  "&.cm-focused": { outline: "none" },
  ".cm-scroller": { containerType: "inline-size", fontFamily: "var(--font-mono)", lineHeight: "var(--leading-code)" },
  ".cm-content": { padding: "var(--space-3) 0", caretColor: "var(--color-signal-ink)" },
  ".cm-line": { padding: "0 var(--space-3) 0 var(--space-2)" },
  ".cm-gutters": { border: "0", backgroundColor: "var(--color-inset)", color: "var(--color-code-comment)" },
  ".cm-lineNumbers .cm-gutterElement": { minWidth: "2.5rem", padding: "0 var(--space-2) 0 0" },
  ".cm-activeLine, .cm-activeLineGutter": { backgroundColor: "transparent" },
  "&.cm-focused .cm-activeLine": { backgroundColor: "var(--color-code-active)" },
  "&.cm-focused .cm-activeLineGutter": { backgroundColor: "transparent", color: "var(--color-ink)" },
  ".cm-cursor, .cm-dropCursor": { borderLeft: "2px solid var(--color-signal-ink)" },
  // CodeMirror names the animation on the element itself.
  "@media (prefers-reduced-motion: reduce)": { ".cm-cursorLayer": { animation: "none !important" } },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground": {
    background: "var(--color-code-select)",
  },
  "&.cm-focused .cm-matchingBracket": { backgroundColor: "transparent", outline: "1px solid var(--color-edge)" },
  "&.cm-focused .cm-nonmatchingBracket": { backgroundColor: "transparent", color: "var(--color-error)" },
  ".cm-error-line": { backgroundColor: "var(--color-error-wash)", boxShadow: "inset 3px 0 var(--color-error)" },
  ".cm-error-message": {
    position: "sticky",
    left: "2.5rem",
    boxSizing: "border-box",
    width: "calc(100cqi - 2.5rem)",
    maxHeight: "5lh",
    overflow: "auto",
    padding: "0 var(--space-3) var(--space-1) var(--space-2)",
    boxShadow: "inset 3px 0 var(--color-error)",
    backgroundColor: "var(--color-error-wash)",
    color: "var(--color-error)",
    fontFamily: "var(--font-text)",
    whiteSpace: "pre-wrap",
    overflowWrap: "anywhere",
  },
  ".cm-tooltip": {
    border: "1px solid var(--color-line)",
    borderRadius: "var(--radius-md)",
    backgroundColor: "var(--color-raised)",
    boxShadow: "var(--shadow-float)",
    overflow: "hidden",
  },
  ".cm-tooltip.cm-tooltip-autocomplete > ul": { fontFamily: "var(--font-mono)", maxHeight: "12rem" },
  ".cm-tooltip.cm-tooltip-autocomplete > ul > li": { padding: "var(--space-1) var(--space-3)", lineHeight: "1.4" },
  ".cm-tooltip.cm-tooltip-autocomplete > ul > li[aria-selected]": {
    background: "var(--color-solid)",
    color: "var(--color-on-solid)",
  },
  ".cm-completionMatchedText": { textDecoration: "none", fontWeight: "700" },
});

export const highlight = HighlightStyle.define([
  { tag: [tags.keyword, tags.controlKeyword, tags.operatorKeyword], color: "var(--color-code-keyword)" },
  { tag: [tags.string, tags.special(tags.string)], color: "var(--color-code-string)" },
  { tag: [tags.number, tags.bool, tags.null], color: "var(--color-code-number)" },
  { tag: tags.comment, color: "var(--color-code-comment)", fontStyle: "italic" },
  { tag: [tags.definition(tags.function(tags.variableName)), tags.className], fontWeight: "700" },
  { tag: tags.invalid, color: "var(--color-error)" },
]);
