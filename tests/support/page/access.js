// @ts-check
/** What those who cannot see, point or bear motion as others do would stumble over, on the page as it stands. */

/** WCAG 2.2: contrast of text, of large text, and of what shows the focus (1.4.3, 1.4.11); size of a target in pixels (2.5.8). */
const TEXT = 4.5;
const LARGE_TEXT = 3;
const RING = 3;
const TARGET = 24;
const CONTROLS = "a[href], button, input, select, textarea, summary, [tabindex], [contenteditable=true]";
const UNSEEN = ".visually-hidden, .skip-link, [inert], :disabled, [aria-disabled=true]";

/** @param {string} color as any style gives it @returns {number[]} red, green, blue (0 to 255) and opacity (0 to 1) */
const levels = remembered((/** @type {string} */ color) => {
  const context = /** @type {OffscreenCanvasRenderingContext2D} */ (new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true }));
  context.fillStyle = color;
  context.fillRect(0, 0, 1, 1);
  const [r, g, b, a] = context.getImageData(0, 0, 1, 1).data;
  return [r, g, b, a / 255];
});

/** @template T @param {(key: string) => T} compute @returns {(key: string) => T} */
function remembered(compute) {
  /** @type {Map<string, T>} */
  const known = new Map();
  return (key) => {
    if (!known.has(key)) known.set(key, compute(key));
    return /** @type {T} */ (known.get(key));
  };
}

/** One color over another. @param {number[]} over @param {number[]} under */
function mixed([r, g, b, a], under) {
  return [...[r, g, b].map((value, i) => value * a + under[i] * (1 - a)), 1];
}

/** Contrast of two opaque colors, as WCAG defines it, 1 to 21. @param {number[]} one @param {number[]} other */
function contrast(one, other) {
  const [light, dark] = [one, other]
    .map((color) => color.slice(0, 3).map((value) => (value / 255 <= 0.04045 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4)))
    .map(([r, g, b]) => 0.2126 * r + 0.7152 * g + 0.0722 * b)
    .sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

/** What an element lies in: also out of a shadow root and out of a frame. @param {Element} element @returns {Element | null} */
function outer(element) {
  if (element.parentElement) return element.parentElement;
  const root = element.getRootNode();
  if (root instanceof ShadowRoot) return root.host;
  return element.ownerDocument.defaultView?.frameElement ?? null;
}

/** @param {Element | null} element @returns {Element[]} the element and all it lies in */
function chain(element) {
  return element === null ? [] : [element, ...chain(outer(element))];
}

/** @param {Element} element */
function styleOf(element) {
  return /** @type {Window} */ (element.ownerDocument.defaultView).getComputedStyle(element);
}

/** The color that lies behind an element's text. @param {Element | null} element */
function behind(element) {
  const layers = chain(element).map((at) => levels(styleOf(at).backgroundColor));
  return layers.reduceRight((under, layer) => mixed(layer, under), [255, 255, 255, 1]);
}

/** @param {Element} element */
function isSeen(element) {
  if (!element.checkVisibility({ opacityProperty: true, visibilityProperty: true })) return false;
  return !chain(element).some((at) => at.matches(UNSEEN)) && element.getClientRects().length > 0;
}

/** What an element holds out of the page's own sight. @param {Element} element @returns {Element | ShadowRoot | null} */
function innerRoot(element) {
  return element.shadowRoot ?? (element instanceof HTMLIFrameElement ? (element.contentDocument?.body ?? null) : null);
}

/** Everything on the page, in the order in which it is read, also what shadow roots and frames hold. @param {Element | ShadowRoot} root @returns {Generator<Element>} */
function* below(root) {
  for (const element of root.children) {
    yield element;
    yield* below(innerRoot(element) ?? element);
  }
}

/** @param {string} selector @returns {HTMLElement[]} wherever they lie */
function everywhere(selector) {
  return /** @type {HTMLElement[]} */ ([...below(document.body)].filter((element) => element.matches(selector)));
}

/** @param {Element} element */
function nameOf(element) {
  const { dataset, className, id } = /** @type {HTMLElement} */ (element);
  return `${element.localName}.${dataset.testid ?? (id || className)}`;
}

/** @param {Element} element @param {string} text @param {CSSStyleDeclaration} style of the text */
function faintness(element, text, style) {
  const under = behind(element);
  const opacity = chain(element).reduce((sum, at) => sum * Number(styleOf(at).opacity), 1);
  const [r, g, b, a] = levels(style.color);
  const ratio = contrast(mixed([r, g, b, a * opacity], under), under);
  const { fontSize, fontWeight } = style;
  const isLarge = parseFloat(fontSize) >= 24 || (parseFloat(fontSize) >= 18.66 && Number(fontWeight) >= 700);
  return ratio < (isLarge ? LARGE_TEXT : TEXT) ? [`contrast ${ratio.toFixed(2)}: ${nameOf(element)} ${text.slice(0, 40)}`] : [];
}

function faintTexts() {
  return everywhere(":not(option, script, style, noscript *)").flatMap((element) => {
    const texts = [...element.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE);
    const text = texts.map(({ textContent }) => textContent).join("").trim();
    return text !== "" && isSeen(element) ? faintness(element, text, styleOf(element)) : [];
  });
}

function faintPlaceholders() {
  const fields = /** @type {HTMLInputElement[]} */ (everywhere(":placeholder-shown")).filter(isSeen);
  return fields.flatMap((field) => faintness(field, field.placeholder, getComputedStyle(field, "::placeholder")));
}

/** Controls smaller than a finger needs; links within a sentence may be. */
function smallTargets() {
  const controls = everywhere("a[href], button, input, select, summary, [role=tab], label:has(input)").filter(isSeen);
  return controls.flatMap((control) => {
    const { width, height } = control.getBoundingClientRect();
    const isInSentence = control.localName === "a" && control.closest("p, dd, figcaption") !== null;
    return width >= TARGET && height >= TARGET || isInSentence ? [] : [`target ${width.toFixed(0)} x ${height.toFixed(0)}: ${nameOf(control)}`];
  });
}

/** One heading of the page, none without text, no level left out; one main part; all of the page in a landmark. */
function structure() {
  const heads = /** @type {HTMLElement[]} */ ([...document.querySelectorAll("h1, h2, h3, h4")]).map(({ localName, textContent }) => ({ level: Number(localName[1]), text: textContent?.trim() }));
  const outside = /** @type {HTMLElement[]} */ ([...document.querySelectorAll(".app > *")]).filter((part) => !part.matches("header, nav, main, footer, section[aria-label]"));
  const found = [
    [heads.filter(({ level }) => level === 1).length === 1, "one h1"],
    [heads.every(({ text }) => text), "headings with text"],
    [heads.every(({ level }, index) => level <= (heads[index - 1]?.level ?? 0) + 1), "no level of headings left out"],
    [document.querySelectorAll("main").length === 1, "one main"],
    [outside.length === 0, "everything in a landmark"],
    [document.querySelectorAll("[role=status][aria-live=polite]").length === 1, "one polite live region"],
    [document.documentElement.lang === "en" && document.title !== "", "a language and a title"],
    [new Set([...document.querySelectorAll("[id]")].map(({ id }) => id)).size === document.querySelectorAll("[id]").length, "every id once"],
  ];
  return found.filter(([holds]) => !holds).map(([, what]) => `expected ${what}`);
}

/** What goes beyond the window's sides. */
function overflow() {
  const { scrollWidth, clientWidth } = document.documentElement;
  return scrollWidth > clientWidth ? [`overflow by ${scrollWidth - clientWidth}`] : [];
}

/** All that is wrong with what is shown now. */
export function faults() {
  return [...faintTexts(), ...faintPlaceholders(), ...smallTargets(), ...structure(), ...overflow()];
}

/** What moves by itself or glides from state to state. */
export function moving() {
  return everywhere("*").flatMap((element) => {
    const { animationName, transitionDuration } = styleOf(element);
    const seconds = Math.max(...transitionDuration.split(",").map(parseFloat));
    return animationName !== "none" || seconds > 0.01 ? [`moves: ${nameOf(element)}`] : [];
  });
}

/** What has the focus, also within a shadow root. */
function focused() {
  let element = /** @type {HTMLElement} */ (document.activeElement);
  while (element.shadowRoot?.activeElement) element = /** @type {HTMLElement} */ (element.shadowRoot.activeElement);
  return element;
}

/** Where the focus is: its place among all that can have it, and what is wrong with how that is shown. */
export async function focus() {
  const element = focused();
  // What stands for a control that is not seen itself: its label, or the element after it.
  const shown = [element, element.nextElementSibling, .../** @type {any} */ (element).labels ?? [], ...chain(outer(element)).slice(0, 6)];
  const rings = shown.flatMap((place) => {
    if (!(place instanceof Element)) return [];
    const { outlineStyle, outlineWidth, outlineColor, outlineOffset } = styleOf(place);
    if (outlineStyle === "none" || parseFloat(outlineWidth) < 2) return [];
    return [contrast(mixed(levels(outlineColor), behind(place)), behind(parseFloat(outlineOffset) < 0 ? place : outer(place)))];
  });
  // An editor whose ring would always be there shows its cursor.
  const editor = element.closest(".cm-editor");
  for (let frames = 0; editor !== null && !editor.matches(".cm-focused:has(.cm-cursor)") && frames < 60; frames += 1) {
    await new Promise(requestAnimationFrame); // it draws that a little later
  }
  const cursor = editor?.querySelector(":scope.cm-focused .cm-cursor");
  if (editor && cursor) rings.push(contrast(mixed(levels(styleOf(cursor).borderLeftColor), behind(editor)), behind(editor)));
  const place = nameOf(element);
  return { place, isBody: element === document.body, isEditor: editor !== null, index: reachable().indexOf(element), faults: Math.max(...rings, 0) < RING ? [`focus not seen: ${place} ${rings}`] : [] };
}

/** What Tab should reach, in the order in which it is read. @returns {HTMLElement[]} */
function reachable() {
  const radios = new Set();
  return everywhere(CONTROLS).filter((element) => {
    if (element.tabIndex < 0 || /** @type {any} */ (element).disabled || !element.checkVisibility({ visibilityProperty: true }) || element.closest("[inert]")) return false;
    const { type, name, checked } = /** @type {HTMLInputElement} */ (element);
    if (type !== "radio") return true;
    return checked && !radios.has(name) && radios.add(name); // a group has one stop
  });
}

/** The names of what Tab should reach. */
export function stops() {
  return reachable().map(nameOf);
}

/** Take the focus to the page's beginning. */
export function unfocus() {
  const first = document.createElement("span");
  first.tabIndex = -1;
  document.body.prepend(first);
  first.focus();
  first.remove(); // the browser goes on from where it was
}

/** Put on the page, or take off, something of everything that is wrong. @param {boolean} on */
export function spoil(on) {
  for (const old of document.querySelectorAll(".spoiled")) old.remove();
  if (!on) return;
  const bad = document.createElement("button");
  bad.className = "spoiled";
  Object.assign(bad.style, { position: "absolute", top: "0", left: "0", width: "10px", height: "10px", padding: "0", border: "0", outline: "none", transition: "top 1s" });
  const text = document.createElement("h1");
  text.textContent = "faint";
  Object.assign(text.style, { position: "absolute", left: "99vw", color: "#888888", background: "#999999" });
  const [field, nameless] = [document.createElement("input"), document.createElement("input")];
  field.placeholder = "hint";
  field.style.width = "200vw";
  field.className = nameless.className = "spoiled";
  bad.append(text);
  document.querySelector(".app")?.prepend(bad, field, nameless);
}
