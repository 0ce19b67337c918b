// @ts-check
/**
 * HTML as a program made it, without what has no place in a result. What keeps it from running is the frame's sandbox and the
 * page's Content-Security-Policy; this keeps both from having to complain, and saves the styles that the policy would refuse.
 */

const SKIPPED = /<!--[\s\S]*?(?:-->|$)|<(script|iframe|object|noscript|template)\b[\s\S]*?(?:<\/\1\s*>|$)/gi;
const STYLE = /<style\b[^>]*>([\s\S]*?)(?:<\/style\s*>|$)/gi;
const TAG = /<[a-z](?:"[^"]*"|'[^']*'|[^'">])*>/gi;
const ATTRIBUTE = /(\s|\/|["'])(on\w+|style|srcdoc)(\s*=)/gi;
const REFUSED = "script, iframe, frame, frameset, object, embed, link, meta, base, form, portal, style";

/**
 * @param {string} html
 * @returns {{nodes: Node[], styles: string[]}} what to show, and style sheets for it
 */
export function harmless(html) {
  /** @type {string[]} */
  const styles = [];
  const text = html
    .replace(SKIPPED, "")
    .replace(STYLE, (_, sheet) => {
      styles.push(sheet);
      return "";
    })
    .replace(TAG, (tag) => tag.replace(ATTRIBUTE, (_, before, name, equals) => `${before}data-was-${name.toLowerCase()}${equals}`));
  const parsed = new DOMParser().parseFromString(text, "text/html");
  for (const element of parsed.querySelectorAll(REFUSED)) element.remove();
  for (const element of parsed.body.querySelectorAll("*")) {
    for (const { name, value } of [...element.attributes]) {
      if (name.startsWith("on") || /^\s*javascript:/i.test(value)) element.removeAttribute(name);
    }
    const style = element.getAttribute("data-was-style");
    if (style !== null && "style" in element) /** @type {HTMLElement} */ (element).style.cssText = style;
  }
  return { nodes: [...parsed.body.childNodes], styles };
}
