/**
 * What the kernels compute, as texts: minifiers and coverage tools change functions, and gpu.js
 * reads them.
 *
 * `this.thread.x` is a column and `this.thread.y` a row of the result. `this.constants.terms` is
 * how many terms its loop adds; a bound from an argument would be cut at 1000.
 */
export const sources = {
  /** The same matrix, from the host or to it. */
  copy: "function (m) { return m[this.thread.y][this.thread.x]; }",

  /** A matrix of zeros. */
  zeros: "function () { return 0; }",

  /** σ(x · w + b) */
  predict: unit("w, b, x", "return p;"),

  /** 1 where a uniform number u is below σ(x · w + b). */
  sample: unit("w, b, x, u", "if (u[this.thread.y][this.thread.x] < p) { return 1; } return 0;"),

  /** scale · (s − σ(x · w + b)) */
  residual: unit("w, b, x, s, scale", "return scale * (s[this.thread.y][this.thread.x] - p);"),

  /** The same, with a scale for each row. */
  weightedResidual: unit(
    "w, b, x, s, scales",
    "return scales[this.thread.y][0] * (s[this.thread.y][this.thread.x] - p);",
  ),

  /** log p(s | x) of each unit: s a − softplus(a), equation 2 negated. */
  score: unit(
    "w, b, x, s",
    `const gain = s[this.thread.y][this.thread.x] * a;
    if (a > 0) { return gain - a - Math.log(1 + e); }
    return gain - Math.log(1 + e);`,
  ),

  /** Sums of rows, compensated (Kahan 1965): hundreds of nats, wanted to a ten-thousandth. */
  rowSums: `function (m) {
    let sum = 0;
    let lost = 0;
    for (let i = 0; i < this.constants.terms; i++) {
      const term = m[this.thread.y][i] - lost;
      const next = sum + term;
      lost = (next - sum) - term;
      sum = next;
    }
    return sum;
  }`,

  /** xᵀ · d */
  weightsGradient: `function (d, x) {
    let sum = 0;
    for (let i = 0; i < this.constants.terms; i++) {
      sum += x[i][this.thread.y] * d[i][this.thread.x];
    }
    return sum;
  }`,

  /** Sums of columns. */
  biasGradient: `function (d) {
    let sum = 0;
    for (let i = 0; i < this.constants.terms; i++) { sum += d[i][this.thread.x]; }
    return sum;
  }`,

  /** p · a + q · b */
  blend: `function (p, a, q, b) {
    return p * a[this.thread.y][this.thread.x] + q * b[this.thread.y][this.thread.x];
  }`,

  /** p · a + q · b² */
  blendSquare: `function (p, a, q, b) {
    const value = b[this.thread.y][this.thread.x];
    return p * a[this.thread.y][this.thread.x] + q * value * value;
  }`,

  /** w + rate · mean ÷ (√(correction · square) + δ) */
  adam: `function (w, rate, mean, correction, square, delta) {
    const root = Math.sqrt(correction * square[this.thread.y][this.thread.x]);
    return w[this.thread.y][this.thread.x]
      + rate * mean[this.thread.y][this.thread.x] / (root + delta);
  }`,

  /** The same, with numbers below 0 raised to 0. */
  raise: "function (m) { return Math.max(m[this.thread.y][this.thread.x], 0); }",
};

export type Op = keyof typeof sources;

// A kernel that knows the logit a of a unit, e = e^−|a| and p = σ(a), without overflow.
function unit(parameters: string, result: string): string {
  return `function (${parameters}) {
    let a = b[0][this.thread.x];
    for (let i = 0; i < this.constants.terms; i++) {
      a += x[this.thread.y][i] * w[i][this.thread.x];
    }
    const e = Math.exp(-Math.abs(a));
    let p = 1 / (1 + e);
    if (a < 0) { p = e / (1 + e); }
    ${result}
  }`;
}
