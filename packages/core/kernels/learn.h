// Learns one tile of a layer from a batch: the delta rule.
#pragma once
#include "climb.h"

// δ = weight · (state − σ(logit))
INLINE f32v delta_of(f32v logit, bits on, f32v weight) {
  return where_bits(on, weight) - weight / (1.f + exp_minus(logit));
}

// Turns logits into deltas.
INLINE void to_delta(const i32 vectors, const Pass *p, i32 tile, f32 *logits) {
  const States *to = p->to;
  f32 mean = 1.f / (f32)to->rows;
  for (i32 n = 0; n < to->rows; n++, logits += TILE) {
    f32v weight = SPLAT(p->row_weights ? p->row_weights[(size_t)n * TILE] : mean);
    bits on = row_bits(to, n)[tile];
    UNROLL for (i32 i = 0; i < vectors; i++) {
      f32 *logit = logits + i * LANES;
      store(logit, delta_of(load(logit), on >> i * LANES, weight));
    }
  }
}

FOR_EACH_WIDTH(to_delta, (const Pass *p, i32 tile, f32 *logits), (p, tile, logits))

SEPARATE void learn_bias(const Pass *p, const Tile *t, const f32 *delta, f32 *gradient) {
  for (i32 i = 0; i < t->width; i += LANES) {
    f32v sum = SPLAT(0);
    for (i32 n = 0; n < p->to->rows; n++) sum += load(delta + (size_t)n * TILE + i);
    store(gradient + i, sum);
  }
  size_t at = panel_at(1, t->index);
  climb(p, t->bias, p->bias_moments[0] + at, p->bias_moments[1] + at, gradient, t->width);
}

// Plain gradient ascent changes only the rows of active inputs.
SEPARATE void learn_active_weights(const Pass *p, const Tile *t, f32 *delta, f32 *table) {
  const States *x = p->from;
  f32v rate = SPLAT(p->rate);
  for (i32 i = 0; i < x->rows * TILE; i += LANES) store(delta + i, rate * load(delta + i));
  const f32 *rows = listed(delta, t->vectors, x->rows, x->by_unit, table);
  BY_WIDTH(t->vectors, sum_by_unit, t->weights, rows, x, 0, p->inputs)
  if (p->non_negative) raise_to_zero(t->weights, p->inputs * TILE);
}

SEPARATE void learn_all_weights(const Pass *p, const Tile *t, const f32 *delta, Scratch scratch) {
  const States *x = p->from;
  const f32 *rows = listed(delta, t->vectors, x->rows, x->by_unit, scratch.table);
  size_t start = panel_at(p->inputs, t->index);
  for (i32 from = 0; from < p->inputs; from += ROW_BLOCK) {
    i32 to = at_most(from + ROW_BLOCK, p->inputs), count = (to - from) * TILE;
    for (i32 i = 0; i < count; i += LANES) store(scratch.gradient + i, SPLAT(0));
    BY_WIDTH(t->vectors, sum_by_unit, scratch.gradient, rows, x, from, to)
    size_t at = start + (size_t)(from * TILE);
    climb(p, p->weights + at, p->weight_moments[0] + at, p->weight_moments[1] + at,
          scratch.gradient, count);
    if (p->non_negative) raise_to_zero(p->weights + at, count);
  }
}

SEPARATE void learn(const Pass *p, const Tile *t, Scratch scratch) {
  const States *x = p->from;
  const f32 *rows = listed(t->weights, t->vectors, p->inputs, x->by_row, scratch.table);
  f32 *logits = scratch.logits;
  BY_WIDTH(t->vectors, sum_by_row, logits, t->bias, rows, x, 0, x->rows)
  BY_WIDTH(t->vectors, to_delta, p, t->index, logits)
  learn_bias(p, t, logits, scratch.gradient);
  if (p->inputs == 0) return;
  if (p->optimizer == SGD) learn_active_weights(p, t, logits, scratch.table);
  else learn_all_weights(p, t, logits, scratch);
}
