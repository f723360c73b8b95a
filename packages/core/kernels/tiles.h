// Learns and computes some tiles of a layer.
#pragma once
#include "compute.h"
#include "learn.h"

// With one image, and plain gradient ascent, all of a tile stays in registers.
INLINE i32 has_one_image(const Pass *p) {
  i32 learns = !p->from || (p->from->rows == 1 && p->optimizer == SGD && !p->non_negative);
  return learns && (p->output == NOTHING || (p->output == SAMPLE && p->x->rows == 1));
}

INLINE void start_sum(f32v *sum, const i32 vectors, const Tile *t, const States *x) {
  UNROLL for (i32 i = 0; i < vectors; i++) sum[i] = load(t->bias + i * LANES);
  add_rows(sum, vectors, t->weights, x->active, x->active_count[0]);
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
