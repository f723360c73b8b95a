// One pass over a layer: learn from one batch, then compute from another, tile by tile, so that the
// weights of a tile are loaded once for both.
#pragma once
#include "functions.h"
#include "sums.h"

typedef enum { SGD, MOMENTUM, ADAM } Optimizer;
typedef enum { NOTHING, SAMPLE, PREDICT, SCORE } Output;

// The fields are 4 bytes each in WebAssembly; pass.ts writes them in this order.
typedef struct {
  f32 *weights; // panels of [inputs × units]
  f32 *bias;
  i32 inputs, units;

  // What to learn; `from` is 0 where there is nothing.
  States *from, *to;
  f32 *row_weights; // panel of [rows × 1]; 0: 1 ÷ rows each
  Optimizer optimizer;
  f32 rate;
  f32 decay; // µ of momentum, β₁ of Adam
  f32 decay2, epsilon, mean_correction, variance_correction; // of Adam
  i32 non_negative;
  f32 *weight_moments[2], *bias_moments[2];

  // What to compute.
  Output output;
  States *x;
  States *states;   // drawn by SAMPLE, scored by SCORE
  f32 *values;      // PREDICT: panels of [rows × units]; SCORE: panel of [rows × 1]
  u32 key_a, key_b; // of SAMPLE
  u32 first_row;
} Pass;

// Memory of a pass, shared: the keys of rows, and the parts of scores.
typedef struct {
  Key *row_keys;
  f64 *scores; // [tiles × rows]
} Shared;

// Memory of one thread.
typedef struct {
  f32 *logits, *table, *gradient;
} Scratch;

// Rows of logits, or of a gradient, that are worked on at once; they stay in the first cache.
#define ROW_BLOCK 64

INLINE size_t shared_size(const Pass *p) {
  size_t rows = (size_t)(p->output == NOTHING ? 0 : p->x->rows);
  if (p->output == SCORE) return aligned(rows * (size_t)tiling_of(p->units).count * sizeof(f64));
  return aligned(rows * sizeof(Key));
}

INLINE Shared shared_at(u8 *at) { return (Shared){.row_keys = (Key *)at, .scores = (f64 *)at}; }

INLINE i32 learned_rows(const Pass *p) { return p->from ? p->from->rows : 0; }

INLINE size_t logits_size(const Pass *p) {
  return aligned((size_t)(at_least(learned_rows(p), ROW_BLOCK) + 3) * ROW_BYTES);
}

INLINE size_t scratch_size(const Pass *p) {
  return logits_size(p) + aligned(table_size(at_least(p->inputs, learned_rows(p)))) +
         aligned(ROW_BLOCK * ROW_BYTES);
}

INLINE Scratch scratch_at(u8 *at, size_t logits_bytes) {
  f32 *gradient = (f32 *)(at + logits_bytes);
  return (Scratch){
      .logits = (f32 *)at, .gradient = gradient, .table = gradient + ROW_BLOCK * TILE};
}

// One tile of the layer.
typedef struct {
  i32 index, start, vectors, width;
  f32 *weights, *bias;
} Tile;

// Floats before the panel of a tile.
INLINE size_t panel_at(i32 rows, i32 tile) { return (size_t)rows * (size_t)tile * TILE; }

INLINE Tile tile_of(const Pass *p, Tiling tiling, i32 index) {
  i32 start = tile_start(tiling, index), width = tile_start(tiling, index + 1) - start;
  return (Tile){.index = index,
                .start = start,
                .vectors = width / LANES,
                .width = width,
                .weights = p->weights + panel_at(p->inputs, index),
                .bias = p->bias + panel_at(1, index)};
}

// The bits of units that there are: the last tile may be wider than the layer.
INLINE bits present(const Tile *t, i32 units) {
  return lowest_bits(at_most(t->width, units - t->start));
}

// Rows of a table, or the panel itself: what a list of `x` points into.
INLINE const f32 *listed(const f32 *panel, i32 vectors, i32 rows, Listing by, f32 *table) {
  if (by != BY_FOUR) return panel;
  make_table(table, vectors, panel, rows);
  return table;
}

// δ = weight · (state − σ(logit))
INLINE f32v delta_of(f32v logit, bits on, f32v weight) {
  return where_bits(on, weight) - weight / (1.f + exp_minus(logit));
}

// The bits of units that are on: u < σ(a), that is, u · (1 + e⁻ᵃ) < 1.
INLINE bits drawn(f32v logit, f32v u) { return mask_bits(u * (1.f + exp_minus(logit)) < 1.f); }

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

INLINE void sample(const i32 vectors, const Pass *p, const Tile *t, const f32 *logits,
                   const Key *keys, i32 from, i32 to) {
  bits all = present(t, p->units);
  for (i32 n = from; n < to; n++, logits += TILE) {
    bits on = 0;
    UNROLL for (i32 i = 0; i < vectors; i++) {
      f32v u = uniform(keys[n], (u32)(t->start + i * LANES));
      on |= drawn(load(logits + i * LANES), u) << i * LANES;
    }
    row_bits(p->states, n)[t->index] = on & all;
  }
}

FOR_EACH_WIDTH(to_delta, (const Pass *p, i32 tile, f32 *logits), (p, tile, logits))
FOR_EACH_WIDTH(sample,
               (const Pass *p, const Tile *t, const f32 *logits, const Key *keys, i32 from, i32 to),
               (p, t, logits, keys, from, to))

// Moments of weights that do not learn fade until they, and products with them, are subnormal, which
// slows every operation many times: so little is nothing. See `orNothing` in optimizers.ts.
INLINE f32v or_nothing(f32v moment) {
  f32v size = most(moment, -moment);
  return (f32v)((i32v)moment & (size > 1e-28f));
}

// One step up a gradient for some neighbouring numbers.
INLINE void climb(const Pass *p, f32 *numbers, f32 *moment, f32 *moment2, const f32 *gradient,
                  i32 count) {
  f32v rate = SPLAT(p->rate);
  switch (p->optimizer) {
    case SGD:
      for (i32 i = 0; i < count; i += LANES) {
        store(numbers + i, load(numbers + i) + rate * load(gradient + i));
      }
      return;
    case MOMENTUM:
      for (i32 i = 0; i < count; i += LANES) {
        f32v velocity = or_nothing(p->decay * load(moment + i) + load(gradient + i));
        store(moment + i, velocity);
        store(numbers + i, load(numbers + i) + rate * velocity);
      }
      return;
    case ADAM: {
      f32v keep = SPLAT(p->decay), keep2 = SPLAT(p->decay2), epsilon = SPLAT(p->epsilon);
      f32v step = rate * p->mean_correction, correction = SPLAT(p->variance_correction);
      for (i32 i = 0; i < count; i += LANES) {
        f32v g = load(gradient + i);
        f32v mean = or_nothing(keep * load(moment + i) + (1.f - keep) * g);
        f32v variance = or_nothing(keep2 * load(moment2 + i) + (1.f - keep2) * g * g);
        store(moment + i, mean);
        store(moment2 + i, variance);
        store(numbers + i, load(numbers + i) + step * mean / (root(variance * correction) + epsilon));
      }
    }
  }
}

INLINE void raise_to_zero(f32 *numbers, i32 count) {
  for (i32 i = 0; i < count; i += LANES) store(numbers + i, most(load(numbers + i), SPLAT(0)));
}

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

// With one image, and plain gradient ascent, all of a tile stays in registers.
INLINE i32 has_one_image(const Pass *p) {
  i32 learns = !p->from || (p->from->rows == 1 && p->optimizer == SGD && !p->non_negative);
  return learns && (p->output == NOTHING || (p->output == SAMPLE && p->x->rows == 1));
}

INLINE void start_sum(f32v *sum, const i32 vectors, const Tile *t, const States *x) {
  UNROLL for (i32 i = 0; i < vectors; i++) sum[i] = load(t->bias + i * LANES);
  add_many_rows(sum, vectors, t->weights, x->active, x->active_count[0]);
}

INLINE void learn_one(const i32 vectors, const Pass *p, const Tile *t) {
  f32v sum[TILE_VECTORS];
  start_sum(sum, vectors, t, p->from);
  f32v weight = SPLAT(p->row_weights ? *p->row_weights : 1.f), rate = SPLAT(p->rate);
  bits on = p->to->on[t->index];
  UNROLL for (i32 i = 0; i < vectors; i++) {
    sum[i] = rate * delta_of(sum[i], on >> i * LANES, weight);
    store(t->bias + i * LANES, load(t->bias + i * LANES) + sum[i]);
  }
  add_to_rows(vectors, t->weights, p->from->active, p->from->active_count[0], sum);
}

INLINE void sample_one(const i32 vectors, const Pass *p, const Tile *t, Key key) {
  f32v sum[TILE_VECTORS];
  start_sum(sum, vectors, t, p->x);
  bits on = 0;
  UNROLL for (i32 i = 0; i < vectors; i++) {
    on |= drawn(sum[i], uniform(key, (u32)(t->start + i * LANES))) << i * LANES;
  }
  p->states->on[t->index] = on & present(t, p->units);
}

INLINE void one_image(const i32 vectors, const Pass *p, Tiling tiling, i32 from, i32 to,
                      const Key *keys) {
  for (i32 i = from; i < to; i++) {
    Tile t = tile_of(p, tiling, i);
    if (p->from) learn_one(vectors, p, &t);
    if (p->output == SAMPLE) sample_one(vectors, p, &t, keys[0]);
  }
}

FOR_EACH_WIDTH(one_image, (const Pass *p, Tiling tiling, i32 from, i32 to, const Key *keys),
               (p, tiling, from, to, keys))

static void run_tiles(const Pass *p, Tiling tiling, i32 from, i32 to, Shared shared,
                      Scratch scratch) {
  if (has_one_image(p)) {
    i32 middle = at_least(from, at_most(to, tiling.wider));
    if (from < middle) {
      BY_WIDTH(tiling.vectors + 1, one_image, p, tiling, from, middle, shared.row_keys)
    }
    if (middle < to) BY_WIDTH(tiling.vectors, one_image, p, tiling, middle, to, shared.row_keys)
    return;
  }
  for (i32 i = from; i < to; i++) {
    Tile t = tile_of(p, tiling, i);
    if (p->from) learn(p, &t, scratch);
    if (p->output != NOTHING) compute(p, &t, shared, scratch);
  }
}

// Before the tiles.
INLINE void key_rows(const Pass *p, Shared shared) {
  if (p->output != SAMPLE) return;
  forget_lists(p->states);
  for (i32 n = 0; n < p->x->rows; n++) {
    shared.row_keys[n] = fold((Key){p->key_a, p->key_b}, p->first_row + (u32)n);
  }
}

// After the tiles.
INLINE void add_scores(const Pass *p, Shared shared) {
  if (p->output != SCORE) return;
  i32 rows = p->x->rows, tiles = tiling_of(p->units).count;
  for (i32 n = 0; n < rows; n++) {
    f64 sum = 0;
    for (i32 t = 0; t < tiles; t++) sum += shared.scores[(size_t)t * (size_t)rows + n];
    p->values[(size_t)n * TILE] = (f32)sum;
  }
}
