// Computes one tile of a layer's states, probabilities or log-probabilities from a batch.
#pragma once
#include "pass.h"

// The bits of units that are on: u < 2²⁴ σ(a), that is, u · (1 + e⁻ᵃ) < 2²⁴.
INLINE bits drawn(f32v logit, f32v u) {
  return mask_bits(u * (1.f + exp_minus(logit)) < 0x1p24f);
}

INLINE void sample(const i32 vectors, const Pass *p, const Tile *t, const f32 *logits,
                   const Key *keys, i32 from, i32 to) {
  bits all = present(t, p->units);
  for (i32 n = from; n < to; n++, logits += TILE) {
    bits on = 0;
    UNROLL for (i32 i = 0; i < vectors; i++) {
      f32v u = uniform_24(keys[n], (u32)(t->start + i * LANES));
      on |= drawn(load(logits + i * LANES), u) << i * LANES;
    }
    row_bits(p->states, n)[t->index] = on & all;
  }
}

INLINE Key row_key(const Pass *p, i32 row) {
  return fold((Key){p->key_a, p->key_b}, p->first_row + (u32)row);
}

FOR_EACH_WIDTH(sample,
               (const Pass *p, const Tile *t, const f32 *logits, const Key *keys, i32 from, i32 to),
               (p, t, logits, keys, from, to))

SEPARATE void predict(const Pass *p, const Tile *t, const f32 *logits, i32 from, i32 to) {
  f32 *out = p->values + panel_at(p->x->rows, t->index) + (size_t)(from * TILE);
  for (i32 i = 0; i < (to - from) * TILE; i += LANES) {
    store(out + i, 1.f / (1.f + exp_minus(load(logits + i))));
  }
}

// log p of a tile's states: Σ s a − max(a, 0) − log Π (1 + e^−|a|). The product of up to 28 factors,
// 2 at most, is far from overflow, so that one logarithm does for all.
SEPARATE void score(const Pass *p, const Tile *t, const f32 *logits, f64 *scores, i32 from, i32 to) {
  bits all = present(t, p->units);
  for (i32 n = from; n < to; n++, logits += TILE) {
    bits on = row_bits(p->states, n)[t->index];
    f32v linear = SPLAT(0), product = SPLAT(1);
    for (i32 i = 0; i < t->width; i += LANES) {
      f32v a = load(logits + i), positive = most(a, SPLAT(0));
      f32v there = where_bits(all >> i, SPLAT(1));
      linear += where_bits(on >> i, a) - where_bits(all >> i, positive);
      product *= 1.f + there * exp_minus(positive + positive - a); // |a| = 2 max(a, 0) − a
    }
    f64 sum = 0, factor = 1;
    for (i32 i = 0; i < LANES; i++) {
      sum += (f64)linear[i];
      factor *= (f64)product[i];
    }
    scores[n] = sum - logarithm(factor);
  }
}

SEPARATE void compute(const Pass *p, const Tile *t, Shared shared, Scratch scratch) {
  const States *x = p->x;
  const f32 *rows = listed(t->weights, t->vectors, p->inputs, x->by_row, scratch.table);
  for (i32 from = 0; from < x->rows; from += ROW_BLOCK) {
    i32 to = at_most(from + ROW_BLOCK, x->rows);
    f32 *logits = scratch.logits;
    BY_WIDTH(t->vectors, sum_by_row, logits, t->bias, rows, x, from, to)
    switch (p->output) {
      case NOTHING:
        break;
      case SAMPLE:
        BY_WIDTH(t->vectors, sample, p, t, logits, shared.row_keys, from, to)
        break;
      case PREDICT:
        predict(p, t, logits, from, to);
        break;
      case SCORE:
        score(p, t, logits, shared.scores + (size_t)t->index * (size_t)x->rows, from, to);
    }
  }
}

// Before the tiles of SAMPLE.
INLINE void key_rows(const Pass *p, Shared shared) {
  for (i32 n = 0; n < p->x->rows; n++) shared.row_keys[n] = row_key(p, n);
}

// After the tiles of SCORE.
INLINE void add_scores(const Pass *p, Shared shared) {
  i32 rows = p->x->rows, tiles = tiling_of(p->units).count;
  for (i32 n = 0; n < rows; n++) {
    f64 sum = 0;
    for (i32 t = 0; t < tiles; t++) sum += shared.scores[(size_t)t * (size_t)rows + n];
    p->values[(size_t)n * TILE] = (f32)sum;
  }
}
