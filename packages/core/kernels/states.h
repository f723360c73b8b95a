// States of one layer for a batch of images: bits, and lists of those that are on.
#pragma once
#include "vector.h"

// A sum over the active units of an image adds one row of weights for each, or, from a table of the
// 15 sums of each four neighbouring rows, one row for each four units of which any is on.
typedef enum { UNLISTED, BY_ONE, BY_FOUR } Listing;

typedef struct {
  i32 rows, units;
  Tiling tiling;
  // How `active` lists the units of each row, and `images` the rows of each unit.
  Listing by_row, by_unit;
  // [rows × tiles]
  bits *on;
  // [rows × stride] the panel rows of units that are on, from the lowest; or rows of the table:
  // unit ÷ 4 · 16 + four bits.
  u32 *active;
  // [rows], or SAME where a row equals the one before
  i32 *active_count;
  // [units × rows] the panel rows of images in which the unit is on; or rows of the table:
  // image ÷ 4 · 16 + four bits.
  u32 *images;
  // [units]
  i32 *image_count;
} States;

#define SAME -1

// What a table costs: it pays where it saves a tenth of the additions, and 14 to make it.
#define TABLE_ADDITIONS 14
#define TABLE_MIN_ROWS 8

INLINE size_t aligned(size_t bytes) { return (bytes + 63) & ~(size_t)63; }

// Lists are written some entries at once, whether there are so many or not: a branch that depends on
// the number of bits in a word is guessed wrong half of the time.
#define AT_ONCE 8

INLINE size_t row_stride(i32 units) { return (size_t)units + AT_ONCE; }

INLINE size_t states_size(i32 rows, i32 units) {
  size_t lists = aligned((size_t)rows * row_stride(units) * 4);
  return aligned(sizeof(States)) + aligned((size_t)rows * (size_t)tiling_of(units).count * sizeof(bits)) +
         2 * lists + aligned((size_t)rows * 4) + aligned((size_t)units * 4);
}

INLINE void states_lay_out(States *s, i32 rows, i32 units) {
  u8 *at = (u8 *)s + aligned(sizeof(States));
  Tiling tiling = tiling_of(units);
  size_t lists = aligned((size_t)rows * row_stride(units) * 4);
  *s = (States){.rows = rows, .units = units, .tiling = tiling};
  s->on = (bits *)at;
  at += aligned((size_t)rows * (size_t)tiling.count * sizeof(bits));
  s->active_count = (i32 *)at;
  at += aligned((size_t)rows * 4);
  s->image_count = (i32 *)at;
  at += aligned((size_t)units * 4);
  s->active = (u32 *)at;
  s->images = (u32 *)(at + lists);
}

// For other bits than before.
INLINE void forget_lists(States *s) { s->by_row = s->by_unit = UNLISTED; }

INLINE u32 *active_row(const States *s, i32 row) {
  return s->active + (size_t)row * row_stride(s->units);
}

INLINE bits *row_bits(const States *s, i32 row) { return s->on + (size_t)row * (size_t)s->tiling.count; }

INLINE bits lowest_bits(i32 count) {
  return count == 8 * (i32)sizeof(bits) ? ~(bits)0 : ((bits)1 << count) - 1;
}

// Bits from bytes that are 0 or 1: [rows × units], and readable 16 bytes beyond.
SEPARATE void states_pack(States *s, const u8 *bytes) {
  forget_lists(s);
  for (i32 n = 0; n < s->rows; n++) {
    for (i32 t = 0; t < s->tiling.count; t++) {
      i32 count = tile_end(s->tiling, t) - tile_start(s->tiling, t);
      bits word = 0;
#if defined(__wasm__)
      for (i32 i = 0; i < count; i += 16) {
        v128_t on = wasm_i8x16_ne(wasm_v128_load(bytes + i), wasm_i8x16_const_splat(0));
        word |= (bits)wasm_i8x16_bitmask(on) << i;
      }
#else
      for (i32 i = 0; i < count; i++) word |= (bits)(bytes[i] != 0) << i;
#endif
      row_bits(s, n)[t] = word & lowest_bits(count);
      bytes += count;
    }
  }
}

// Bytes from bits.
SEPARATE void states_unpack(const States *s, u8 *bytes) {
  for (i32 n = 0; n < s->rows; n++) {
    for (i32 t = 0; t < s->tiling.count; t++) {
      bits word = row_bits(s, n)[t];
      for (i32 i = tile_start(s->tiling, t); i < tile_end(s->tiling, t); i++, word >>= 1) {
        *bytes++ = word & 1;
      }
    }
  }
}

// Units 4i … 4i + 3 of a tile as one bit, the lowest of the four: any of them on.
#define FOURS ((bits)0x1111111111111111ull)
INLINE bits any_of_four(bits word) { return (word | word >> 1 | word >> 2 | word >> 3) & FOURS; }

// Chooses how rows, and units, are to be listed, by counting what each way adds.
SEPARATE void choose_listing(States *s, i32 learn) {
  i32 rows = s->rows, tiles = s->tiling.count;
  if (s->by_row != UNLISTED && (s->by_unit != UNLISTED || !learn)) return;
  i32 ones = 0, fours = 0, images = 0;
  if (rows >= TABLE_MIN_ROWS) {
    for (i32 i = 0; i < rows * tiles; i++) {
      ones += POPCOUNT(s->on[i]);
      fours += POPCOUNT(any_of_four(s->on[i]));
    }
    for (i32 n = 0; learn && n < rows; n += 4) {
      for (i32 t = 0; t < tiles; t++) {
        bits any = 0;
        for (i32 i = n; i < at_most(n + 4, rows); i++) any |= row_bits(s, i)[t];
        images += POPCOUNT(any);
      }
    }
  }
  i32 unit_tables = (s->units + 3) / 4 * TABLE_ADDITIONS;
  i32 image_tables = (rows + 3) / 4 * TABLE_ADDITIONS;
  if (s->by_row == UNLISTED) {
    s->by_row = (fours + unit_tables) * 10 < ones * 9 ? BY_FOUR : BY_ONE;
  }
  if (learn) s->by_unit = (images + image_tables) * 10 < ones * 9 ? BY_FOUR : BY_ONE;
}

INLINE i32 equals_row_before(const States *s, i32 row) {
  const bits *now = row_bits(s, row), *before = row_bits(s, row - 1);
  for (i32 t = 0; t < s->tiling.count; t++) {
    if (now[t] != before[t]) return 0;
  }
  return 1;
}

// Fills a list of [row_stride(units)] from the bits of one row; returns its length.
SEPARATE i32 list_row(const States *s, i32 row, Listing by, u32 *list) {
  u32 *at = list;
  for (i32 t = 0; t < s->tiling.count; t++) {
    u32 first = (u32)tile_start(s->tiling, t);
    bits word = row_bits(s, row)[t];
    if (by == BY_FOUR) {
      if (!word) continue;
      // Each four, on or off: no branch here, either.
      UNROLL for (u32 i = 0; i < TILE; i += 4) {
        u32 four = (u32)(word >> i & 15);
        *at = ((first + i) * 4 + four) * ROW_BYTES;
        at += four != 0;
      }
    } else {
      i32 count = POPCOUNT(word);
      for (i32 k = 0; k < count; k += AT_ONCE) {
        UNROLL for (i32 j = 0; j < AT_ONCE; j++, word &= word - 1) {
          at[k + j] = (first + (u32)LOWEST(word)) * ROW_BYTES;
        }
      }
      at += count;
    }
  }
  return (i32)(at - list);
}

// Fills `active` for some rows.
SEPARATE void list_rows(States *s, i32 from, i32 to) {
  for (i32 n = from; n < to; n++) {
    i32 is_same = n > 0 && equals_row_before(s, n);
    s->active_count[n] = is_same ? SAME : list_row(s, n, s->by_row, active_row(s, n));
  }
}

// Fills `images` for the units of one tile.
SEPARATE void list_units(States *s, i32 tile) {
  i32 first = tile_start(s->tiling, tile);
  size_t stride = (size_t)s->tiling.count;
  for (i32 j = first; j < tile_end(s->tiling, tile); j++) {
    s->image_count[j] = 0;
  }
  const bits *row = s->on + tile;
  if (s->by_unit == BY_FOUR) {
    for (i32 n = 0; n < s->rows; n += 4, row += 4 * stride) {
      bits w0 = row[0], w1 = 0, w2 = 0, w3 = 0;
      if (n + 1 < s->rows) w1 = row[stride];
      if (n + 2 < s->rows) w2 = row[2 * stride];
      if (n + 3 < s->rows) w3 = row[3 * stride];
      for (bits any = w0 | w1 | w2 | w3; any; any &= any - 1) {
        u32 i = (u32)LOWEST(any), j = (u32)first + i;
        u32 four = (u32)(w0 >> i & 1) | (u32)(w1 >> i & 1) << 1 | (u32)(w2 >> i & 1) << 2 |
                   (u32)(w3 >> i & 1) << 3;
        s->images[(size_t)j * (size_t)s->rows + (size_t)s->image_count[j]++] =
            ((u32)n * 4 + four) * ROW_BYTES;
      }
    }
  } else {
    for (i32 n = 0; n < s->rows; n++, row += stride) {
      for (bits word = *row; word; word &= word - 1) {
        u32 j = (u32)first + (u32)LOWEST(word);
        s->images[(size_t)j * (size_t)s->rows + (size_t)s->image_count[j]++] = (u32)n * ROW_BYTES;
      }
    }
  }
}
