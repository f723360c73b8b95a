// Sums of rows of a panel: what a layer's logits, and its gradients, are made of.
#pragma once
#include "states.h"
#include "widths.h"

INLINE f32 *panel_row(const f32 *panel, u32 at) { return (f32 *)((u8 *)panel + at); }

// One row a turn: V8 unrolls the loop itself, and of two it keeps what it has loaded in memory.
INLINE void add_rows(f32v *sum, const i32 vectors, const f32 *panel, const u32 *rows, i32 count) {
  DO_NOT_UNROLL for (i32 k = 0; k < count; k++) {
    const f32v *row = (const f32v *)panel_row(panel, rows[k]);
    UNROLL for (i32 i = 0; i < vectors; i++) sum[i] += row[i];
  }
}

// Rows from … to − 1 of a batch: bias + the sum of the rows of `panel` that `x` lists.
INLINE void sum_by_row(const i32 vectors, f32 *out, const f32 *bias, const f32 *panel,
                       const States *x, i32 from, i32 to) {
  f32v sum[TILE_VECTORS];
  UNROLL for (i32 i = 0; i < vectors; i++) sum[i] = load(bias + i * LANES);
  i32 start = from;
  while (x->rows && x->active_count[start] == SAME) start--;
  for (i32 n = from; n < to; n++, out += TILE) {
    i32 source = n == from ? start : n;
    if (x->active_count[source] != SAME) {
      UNROLL for (i32 i = 0; i < vectors; i++) sum[i] = load(bias + i * LANES);
      add_rows(sum, vectors, panel, active_row(x, source), x->active_count[source]);
    }
    UNROLL for (i32 i = 0; i < vectors; i++) store(out + i * LANES, sum[i]);
  }
}

// To each of some rows of `weights`, the sum of the rows of `delta` in which its input is on.
INLINE void sum_by_unit(const i32 vectors, f32 *weights, const f32 *delta, const States *x,
                        i32 from, i32 to) {
  for (i32 k = from; k < to; k++, weights += TILE) {
    i32 count = x->image_count[k];
    if (count == 0) continue;
    f32v sum[TILE_VECTORS];
    UNROLL for (i32 i = 0; i < vectors; i++) sum[i] = SPLAT(0);
    add_rows(sum, vectors, delta, x->images + (size_t)k * (size_t)x->rows, count);
    UNROLL for (i32 i = 0; i < vectors; i++) {
      store(weights + i * LANES, load(weights + i * LANES) + sum[i]);
    }
  }
}

// To each row of `panel` that is listed, the same.
INLINE void add_to_rows(const i32 vectors, f32 *panel, const u32 *rows, i32 count,
                        const f32v *change) {
  DO_NOT_UNROLL for (i32 k = 0; k < count; k++) {
    f32v *row = (f32v *)panel_row(panel, rows[k]);
    UNROLL for (i32 i = 0; i < vectors; i++) row[i] += change[i];
  }
}

// The 16 sums of each four neighbouring rows of a panel: row 16 g + b of the table is the sum of
// those rows 4 g … 4 g + 3 whose bit is set in b ("four Russians"). Row 0 is never asked for.
SEPARATE void make_table(f32 *table, i32 vectors, const f32 *panel, i32 rows) {
  for (i32 row = 0; row < rows; row += 4, panel += 4 * TILE, table += 16 * TILE) {
    for (i32 i = 0; i < vectors * LANES; i += LANES) {
      f32v a = load(panel + i), b = load(panel + TILE + i);
      f32v c = load(panel + 2 * TILE + i), d = load(panel + 3 * TILE + i);
      f32v ab = a + b, ac = a + c, bc = b + c, abc = ab + c;
      f32 *to = table + i;
      store(to + TILE, a);
      store(to + 2 * TILE, b);
      store(to + 3 * TILE, ab);
      store(to + 4 * TILE, c);
      store(to + 5 * TILE, ac);
      store(to + 6 * TILE, bc);
      store(to + 7 * TILE, abc);
      store(to + 8 * TILE, d);
      store(to + 9 * TILE, a + d);
      store(to + 10 * TILE, b + d);
      store(to + 11 * TILE, ab + d);
      store(to + 12 * TILE, c + d);
      store(to + 13 * TILE, ac + d);
      store(to + 14 * TILE, bc + d);
      store(to + 15 * TILE, abc + d);
    }
  }
}

INLINE size_t table_size(i32 rows) { return (size_t)((rows + 3) / 4) * 16 * ROW_BYTES; }

FOR_EACH_WIDTH(sum_by_row,
               (f32 *out, const f32 *bias, const f32 *panel, const States *x, i32 from, i32 to),
               (out, bias, panel, x, from, to))
FOR_EACH_WIDTH(sum_by_unit,
               (f32 *weights, const f32 *delta, const States *x, i32 from, i32 to),
               (weights, delta, x, from, to))
