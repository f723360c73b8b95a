/** What depends on the machine that draws it, and on nothing of the viewer: letters, a gradient, round corners, a shadow, a curve. */
export const calibrationPage = `<!doctype html>
<meta charset="utf-8">
<title>Calibration</title>
<style>
  body { margin: 24px; background: #f6f4ef; color: #1c1e24; font: 16px / 1.5 var(--sans); }
  div { height: 80px; margin: 16px 0; border-radius: 8px; }
  .gradient { background: linear-gradient(90deg, #5a3ea6, #fffefb 60%, #b4530a); }
  .raised { background: #fff; box-shadow: 0 1px 2px rgb(40 34 20 / 8%), 0 6px 20px rgb(40 34 20 / 6%); }
</style>
<p>A Helmholtz machine wakes to explain what it sees, 0123456789 − × α Σ →</p>
<p><b>and dreams to learn how</b> <small>in small letters</small></p>
<div class="gradient"></div>
<div class="raised"></div>
<svg width="400" height="80"><path d="M4 76C60 8 120 4 396 8" fill="none" stroke="#1d5fa8" stroke-width="2"/></svg>
`;
