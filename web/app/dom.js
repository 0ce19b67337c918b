// @ts-check

/**
 * The elements of a view by their `data-ref`, looked up once.
 *
 * @param {ParentNode} root
 * @returns {Record<string, any>}
 */
export function refs(root) {
  /** @type {Record<string, Element>} */
  const found = {};
  for (const element of root.querySelectorAll("[data-ref]")) {
    found[/** @type {HTMLElement} */ (element).dataset.ref ?? ""] ??= element;
  }
  return found;
}

/**
 * A copy of a `<template>`'s element, and its parts.
 *
 * @param {string} id
 * @returns {{element: HTMLElement, parts: Record<string, any>}}
 */
export function clone(id) {
  const template = /** @type {HTMLTemplateElement} */ (document.getElementById(id));
  const fragment = /** @type {DocumentFragment} */ (template.content.cloneNode(true));
  const element = /** @type {HTMLElement} */ (fragment.firstElementChild);
  return { element, parts: refs(element) };
}

/**
 * @param {string} tag
 * @param {string} className
 * @param {string} [text]
 */
export function make(tag, className, text) {
  const element = document.createElement(tag);
  if (className) element.className = className;
  if (text !== undefined) element.textContent = text;
  return element;
}

/**
 * Set the text only where it differs, so that screen readers and selections are left alone.
 *
 * @param {Element} element
 * @param {string} text
 */
export function say(element, text) {
  if (element.textContent !== text) element.textContent = text;
}
