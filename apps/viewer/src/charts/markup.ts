import { Fragment, isValidElement, type VNode } from "preact";

/**
 * Elements as the text of an XML document. Components among them are called, and may use no hooks.
 *
 * @param attribute makes the text of an attribute; one that is undefined or null is left out before
 */
export function markupOf(
  node: unknown,
  attribute: (name: string, value: unknown) => string = (_, value) => String(value),
): string {
  if (Array.isArray(node)) return node.map((child) => markupOf(child, attribute)).join("");
  if (!isValidElement(node)) {
    return typeof node === "string" || typeof node === "number" ? escapeXml(String(node)) : "";
  }
  const { type, props } = node as VNode<Record<string, unknown>>;
  const { children, ...attributes } = props;
  if (type === Fragment) return markupOf(children, attribute);
  if (typeof type === "function") {
    const component = type as (props: unknown) => unknown; // there are no others
    return markupOf(component(props), attribute);
  }
  const written = Object.entries(attributes)
    .filter(([, value]) => value !== undefined && value !== null)
    .map(([name, value]) => ` ${name}="${escapeXml(attribute(name, value))}"`)
    .join("");
  return `<${type}${written}>${markupOf(children, attribute)}</${type}>`;
}

function escapeXml(text: string): string {
  return text.replace(NOT_XML, "\uFFFD").replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign);
}

// What no XML 1.0 document may have, escaped or not.
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the ones that it is about.
const NOT_XML = /[\0-\x08\x0B\f\x0E-\x1F\uFFFE\uFFFF]|\p{Surrogate}/gu;

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};
