import type { ComponentChild } from "preact";

/** A formula, as browsers set and speak it: MathML, from a little TeX: `_`, `^`, braces, `\frac`, and upright names such as `\log`. */
export function Formal({ tex, isBlock = false }: { tex: string; isBlock?: boolean }) {
  return (
    <math display={isBlock ? "block" : "inline"}>
      <mrow>{read(tokensOf(tex))}</mrow>
    </math>
  );
}

type Tokens = string[];

// A command, a number, or one sign.
function tokensOf(tex: string): Tokens {
  return tex.match(/\\[a-z]+|\d+(?:\.\d+)?|\S/gi) ?? [];
}

// Up to the end, or to the brace that closes the group.
function read(tokens: Tokens): ComponentChild[] {
  const row: ComponentChild[] = [];
  while (tokens.length > 0) {
    const token = tokens.shift() as string;
    if (token === "}") break;
    row.push(withScripts(part(token, tokens), token, tokens));
  }
  return row;
}

function withScripts(base: ComponentChild, token: string, tokens: Tokens): ComponentChild {
  const script = tokens[0];
  if (script !== "_" && script !== "^") return base;
  tokens.shift();
  const small = group(tokens);
  if (script === "^") return both("msup", base, small);
  return both(token === "Σ" ? "munder" : "msub", base, small);
}

function both(Element: "msup" | "msub" | "munder", base: ComponentChild, small: ComponentChild) {
  return (
    <Element>
      {base}
      {small}
    </Element>
  );
}

// One sign, or what is in braces.
function group(tokens: Tokens): ComponentChild {
  const token = tokens.shift() ?? "";
  return <mrow>{token === "{" ? read(tokens) : part(token, tokens)}</mrow>;
}

function part(token: string, tokens: Tokens): ComponentChild {
  if (token === "\\frac") {
    return (
      <mfrac>
        {group(tokens)}
        {group(tokens)}
      </mfrac>
    );
  }
  if (token === "\\log") {
    return (
      <mo lspace="0.17em" rspace="0.17em">
        log
      </mo>
    );
  }
  // A name of several letters is set upright.
  if (token.startsWith("\\")) return <mi>{token.slice(1)}</mi>;
  if (token === "{") return <mrow>{read(tokens)}</mrow>;
  if (/\d/.test(token)) return <mn>{token}</mn>;
  if (/[\p{L}]/u.test(token) && token !== "Σ") return <mi>{token}</mi>;
  return <mo>{token === "Σ" ? "∑" : token}</mo>;
}
