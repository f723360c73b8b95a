// One pass over a layer: learn from one batch, then compute from another, tile by tile, so that the
// weights of a tile are loaded once for both. What it is about, and the memory that it needs.
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

// Memory of one thread. Of one image each thread makes its own lists: to read what another thread
// has written, or reads too, costs more.
typedef struct {
  u32 *from_list, *x_list;
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

INLINE size_t list_size(const Pass *p) { return aligned(row_stride(p->inputs) * sizeof(u32)); }

INLINE size_t scratch_size(const Pass *p) {
  return 2 * list_size(p) + logits_size(p) + aligned(ROW_BLOCK * ROW_BYTES) +
         aligned(table_size(at_least(p->inputs, learned_rows(p))));
}

INLINE Scratch scratch_at(const Pass *p, u8 *at) {
  u8 *logits = at + 2 * list_size(p), *gradient = logits + logits_size(p);
  return (Scratch){.from_list = (u32 *)at,
                   .x_list = (u32 *)(at + list_size(p)),
                   .logits = (f32 *)logits,
                   .gradient = (f32 *)gradient,
                   .table = (f32 *)(gradient + aligned(ROW_BLOCK * ROW_BYTES))};
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
