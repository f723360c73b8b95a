// Learns and computes some tiles of a layer.
#pragma once
#include "compute.h"
#include "learn.h"

// With one image, and plain gradient ascent, all of a tile stays in registers.
INLINE i32 has_one_image(const Pass *p) {
  i32 learns = !p->from || (p->from->rows == 1 && p->optimizer == SGD && !p->non_negative);
  return learns && (p->output == NOTHING || (p->output == SAMPLE && p->x->rows == 1));
}

// What one thread knows of a pass: a copy, for the same reason as lists.
typedef struct {
  Pass pass;
  Tiling tiling; // of its units
  Shared shared;
  Scratch scratch;
  // Of one image.
  i32 from_count, x_count; // what is in the lists
  Key key;
} Work;

INLINE Work work_on(const Pass *p, u8 *shared, u8 *scratch) {
  Work w = {.pass = *p,
            .tiling = tiling_of(p->units),
            .shared = shared_at(shared),
            .scratch = scratch_at(p, scratch)};
  if (!has_one_image(p)) return w;
  if (p->from) w.from_count = list_row(p->from, 0, BY_ONE, w.scratch.from_list);
  if (p->output == NOTHING) return w;
  w.x_count = list_row(p->x, 0, BY_ONE, w.scratch.x_list);
  w.key = row_key(p, 0);
  return w;
}

INLINE void start_sum(f32v *sum, const i32 vectors, const Tile *t, const u32 *rows, i32 count) {
  UNROLL for (i32 i = 0; i < vectors; i++) sum[i] = load(t->bias + i * LANES);
  add_rows(sum, vectors, t->weights, rows, count);
}

INLINE void learn_one(const i32 vectors, const Work *w, const Tile *t) {
  const Pass *p = &w->pass;
  const u32 *rows = w->scratch.from_list;
  f32v sum[TILE_VECTORS];
  start_sum(sum, vectors, t, rows, w->from_count);
  f32v weight = SPLAT(p->row_weights ? *p->row_weights : 1.f), rate = SPLAT(p->rate);
  bits on = p->to->on[t->index];
  UNROLL for (i32 i = 0; i < vectors; i++) {
    sum[i] = rate * delta_of(sum[i], on >> i * LANES, weight);
    store(t->bias + i * LANES, load(t->bias + i * LANES) + sum[i]);
  }
  add_to_rows(vectors, t->weights, rows, w->from_count, sum);
}

INLINE void sample_one(const i32 vectors, const Work *w, const Tile *t) {
  f32v sum[TILE_VECTORS];
  start_sum(sum, vectors, t, w->scratch.x_list, w->x_count);
  bits on = 0;
  UNROLL for (i32 i = 0; i < vectors; i++) {
    on |= drawn(sum[i], uniform_24(w->key, (u32)(t->start + i * LANES))) << i * LANES;
  }
  w->pass.states->on[t->index] = on & present(t, w->pass.units);
}

INLINE void one_image(const i32 vectors, const Work *w, i32 from, i32 to) {
  for (i32 i = from; i < to; i++) {
    Tile t = tile_of(&w->pass, w->tiling, i);
    if (w->pass.from) learn_one(vectors, w, &t);
    if (w->pass.output == SAMPLE) sample_one(vectors, w, &t);
  }
}

FOR_EACH_WIDTH(one_image, (const Work *w, i32 from, i32 to), (w, from, to))

static void run_tiles(const Work *w, i32 from, i32 to) {
  const Pass *p = &w->pass;
  Tiling tiling = w->tiling;
  if (has_one_image(p)) {
    i32 middle = at_least(from, at_most(to, tiling.wider));
    if (from < middle) BY_WIDTH(tiling.vectors + 1, one_image, w, from, middle)
    if (middle < to) BY_WIDTH(tiling.vectors, one_image, w, middle, to)
    return;
  }
  for (i32 i = from; i < to; i++) {
    Tile t = tile_of(p, tiling, i);
    if (p->from) learn(p, &t, w->scratch);
    if (p->output != NOTHING) compute(p, &t, w->shared, w->scratch);
  }
}
