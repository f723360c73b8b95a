/** Markup in which all text has been escaped. */
export interface Html {
  readonly markup: string;
}

/** What may stand in a template: text, which is escaped, markup, a list of both, or nothing. */
export type Content = Html | string | number | undefined | readonly Content[];

/** A template literal as markup: every string put into it stays text, in attributes too. */
export function html(parts: TemplateStringsArray, ...contents: readonly Content[]): Html {
  const filled = parts.map((part, i) => part + render(contents[i]));
  return { markup: filled.join("") };
}

/** Markup as it is: for what this program wrote itself, such as a style sheet. */
export function trusted(markup: string): Html {
  return { markup };
}

function render(content: Content): string {
  if (content === undefined) return "";
  if (typeof content === "string") return escapeText(content);
  if (typeof content === "number") return String(content);
  if ("markup" in content) return content.markup;
  return content.map(render).join("");
}

function escapeText(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};
