// @ts-check

import { EditorView } from "@codemirror/view";

/** What the prompt has beyond the editor's theme: it grows with its text, and shows cards. */
export const promptTheme = EditorView.theme({
  "&": { height: "auto", fontSize: "var(--text-sm)" },
  ".cm-scroller": { overflowX: "auto", maxHeight: "50vh", lineHeight: "var(--leading-code)", containerType: "normal" },
  ".cm-content": { padding: "0", minHeight: "calc(var(--text-sm) * 1.6)" },
  ".cm-line": { padding: "0" },
  "&.cm-focused .cm-activeLine": { backgroundColor: "transparent" },
  ".cm-placeholder": { color: "var(--color-muted)", fontFamily: "var(--font-text)" },
  ".cm-tooltip": { maxWidth: "min(36rem, calc(100vw - 2rem))", fontSize: "var(--text-xs)" },
  ".cm-tooltip.cm-tooltip-autocomplete": { overflow: "visible" },
  ".cm-tooltip.cm-tooltip-autocomplete > ul": { minWidth: "14rem", maxWidth: "min(26rem, 70vw)", borderRadius: "var(--radius-md)" },
  ".cm-tooltip.cm-tooltip-autocomplete > ul > li": { display: "flex", gap: "var(--space-2)", alignItems: "baseline" },
  ".cm-completionIcon": { display: "none" },
  ".cm-completionLabel": { overflow: "hidden", textOverflow: "ellipsis" },
  ".completion-kind": {
    marginInlineStart: "auto",
    paddingInlineStart: "var(--space-4)",
    color: "var(--color-muted)",
    fontFamily: "var(--font-text)",
    fontSize: "var(--text-2xs)",
  },
  "li[aria-selected] > .completion-kind": { color: "inherit", opacity: "0.75" },
  ".cm-completionInfo": {
    maxWidth: "30rem",
    maxHeight: "18rem",
    overflow: "auto",
    padding: "var(--space-2) var(--space-3)",
    border: "1px solid var(--color-line)",
    borderRadius: "var(--radius-md)",
    backgroundColor: "var(--color-raised)",
  },
  ".info-signature, .info-doc": { margin: "0", fontFamily: "var(--font-mono)", whiteSpace: "pre-wrap", overflowWrap: "anywhere" },
  ".info-doc": { color: "var(--color-muted)" },
  ".info-signature + .info-doc": {
    marginBlockStart: "var(--space-2)",
    paddingBlockStart: "var(--space-2)",
    borderBlockStart: "1px solid var(--color-line)",
  },
  ".signature": { padding: "var(--space-1) var(--space-3)", fontFamily: "var(--font-mono)", lineHeight: "1.5" },
  ".signature-line": { color: "var(--color-muted)", overflowWrap: "anywhere" },
  ".signature-name": { color: "var(--color-ink)" },
  ".signature-active": { color: "var(--color-signal-ink)", fontWeight: "700" },
  ".signature-doc": {
    display: "-webkit-box",
    overflow: "hidden",
    WebkitBoxOrient: "vertical",
    WebkitLineClamp: "2",
    fontFamily: "var(--font-text)",
  },
  ".tok-keyword": { color: "var(--color-code-keyword)" },
  ".tok-string, .tok-string2": { color: "var(--color-code-string)" },
  ".tok-number, .tok-bool": { color: "var(--color-code-number)" },
});
