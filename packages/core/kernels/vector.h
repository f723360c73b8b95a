// Vectors of 32-bit numbers: 4 lanes in WebAssembly, as many as the processor has elsewhere.
#pragma once
#include <stddef.h>
#include <stdint.h>

typedef uint8_t u8;
typedef int32_t i32;
typedef uint32_t u32;
typedef uint64_t u64;
typedef float f32;
typedef double f64;

#define INLINE static inline __attribute__((always_inline))
// V8 gives registers to the variables of small functions much better than to those of large ones.
#define SEPARATE static __attribute__((noinline))
#if defined(__clang__)
#define UNROLL _Pragma("clang loop unroll(full)")
#define DO_NOT_UNROLL _Pragma("clang loop unroll(disable)")
#else
#define UNROLL _Pragma("GCC unroll 8")
#define DO_NOT_UNROLL _Pragma("GCC unroll 1")
#endif

// A tile is the columns of a layer that are summed at once, one accumulator for each vector. Seven
// stay in the 16 registers that V8 has, eight do not.
#if defined(__wasm__)
#include <wasm_simd128.h>
#define LANES 4
#define TILE_VECTORS 7
#elif defined(__AVX512F__)
#include <immintrin.h>
#define LANES 16
#define TILE_VECTORS 4
#elif defined(__AVX2__)
#include <immintrin.h>
#define LANES 8
#define TILE_VECTORS 7
#endif

#define TILE (LANES * TILE_VECTORS)

// A panel holds one tile of columns, row after row, each as long as the widest tile: the weights of a
// layer are its panels in order. Lists of rows are lists of where they start, in bytes.
#define ROW_BYTES ((u32)(TILE * sizeof(f32)))

typedef f32 f32v __attribute__((vector_size(LANES * 4)));
typedef i32 i32v __attribute__((vector_size(LANES * 4)));
typedef u32 u32v __attribute__((vector_size(LANES * 4)));

// The states of one tile in one image, unit by unit from the lowest bit.
#if TILE <= 32
typedef u32 bits;
#define POPCOUNT __builtin_popcount
#define TRAILING __builtin_ctz
#else
typedef u64 bits;
#define POPCOUNT __builtin_popcountll
#define TRAILING __builtin_ctzll
#endif

// The place of the lowest bit; all bits, where none is set.
#define LOWEST(word) ((word) ? TRAILING(word) : 8 * (int)sizeof(bits))

#define SPLAT(x) ((f32v){} + (x))

INLINE f32v load(const f32 *from) { return *(const f32v *)from; }
INLINE void store(f32 *to, f32v v) { *(f32v *)to = v; }

#if defined(__wasm__)
INLINE f32v least(f32v a, f32v b) { return (f32v)wasm_f32x4_pmin((v128_t)a, (v128_t)b); }
INLINE f32v most(f32v a, f32v b) { return (f32v)wasm_f32x4_pmax((v128_t)a, (v128_t)b); }
INLINE f32v root(f32v a) { return (f32v)wasm_f32x4_sqrt((v128_t)a); }
INLINE bits mask_bits(i32v mask) { return wasm_i32x4_bitmask((v128_t)mask); }
INLINE u32v lanes(void) { return (u32v){0, 1, 2, 3}; }
// The highest 24 bits as a number. By moving bytes: of a shift, clang knows that nothing is negative,
// and what never is takes V8 eight instructions to convert.
INLINE f32v highest_24(u32v x) {
  v128_t bytes = wasm_i8x16_const(1, 2, 3, -1, 5, 6, 7, -1, 9, 10, 11, -1, 13, 14, 15, -1);
  return (f32v)wasm_f32x4_convert_i32x4(wasm_i8x16_swizzle((v128_t)x, bytes));
}
// x in the lanes whose bit is set, 0 in the others
INLINE f32v where_bits(bits b, f32v x) {
  v128_t one = wasm_v128_and(wasm_i32x4_splat((i32)b), wasm_i32x4_const(1, 2, 4, 8));
  return (f32v)wasm_v128_and(wasm_i32x4_ne(one, wasm_i32x4_const_splat(0)), (v128_t)x);
}
#elif LANES == 16
INLINE f32v least(f32v a, f32v b) { return (f32v)_mm512_min_ps((__m512)a, (__m512)b); }
INLINE f32v most(f32v a, f32v b) { return (f32v)_mm512_max_ps((__m512)a, (__m512)b); }
INLINE f32v root(f32v a) { return (f32v)_mm512_sqrt_ps((__m512)a); }
INLINE bits mask_bits(i32v mask) { return _mm512_movepi32_mask((__m512i)mask); }
INLINE u32v lanes(void) { return (u32v){0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15}; }
INLINE f32v highest_24(u32v x) { return __builtin_convertvector((i32v)(x >> 8), f32v); }
INLINE f32v where_bits(bits b, f32v x) {
  return (f32v)_mm512_maskz_mov_ps((__mmask16)b, (__m512)x);
}
#else
INLINE f32v least(f32v a, f32v b) { return (f32v)_mm256_min_ps((__m256)a, (__m256)b); }
INLINE f32v most(f32v a, f32v b) { return (f32v)_mm256_max_ps((__m256)a, (__m256)b); }
INLINE f32v root(f32v a) { return (f32v)_mm256_sqrt_ps((__m256)a); }
INLINE bits mask_bits(i32v mask) { return (bits)_mm256_movemask_ps((__m256)mask); }
INLINE u32v lanes(void) { return (u32v){0, 1, 2, 3, 4, 5, 6, 7}; }
INLINE f32v highest_24(u32v x) { return __builtin_convertvector((i32v)(x >> 8), f32v); }
INLINE f32v where_bits(bits b, f32v x) {
  i32v one = ((i32v){} + (i32)b) & (i32v){1, 2, 4, 8, 16, 32, 64, 128};
  return (f32v)((one != 0) & (i32v)x);
}
#endif

// How columns are divided into tiles: in whole vectors, as equally as can be, the wider ones first. A
// layer's panels, and the bits of its states, are laid out by it.
typedef struct {
  i32 columns, count, vectors, wider;
} Tiling;

INLINE Tiling tiling_of(i32 columns) {
  i32 vectors = (columns + LANES - 1) / LANES;
  i32 count = (vectors + TILE_VECTORS - 1) / TILE_VECTORS;
  Tiling t = {.columns = columns, .count = count};
  if (count == 0) return t;
  t.vectors = vectors / count;
  t.wider = vectors % count;
  return t;
}

INLINE i32 at_most(i32 a, i32 b) { return a < b ? a : b; }
INLINE i32 at_least(i32 a, i32 b) { return a > b ? a : b; }

INLINE i32 tile_start(Tiling t, i32 tile) {
  return (t.vectors * tile + at_most(tile, t.wider)) * LANES;
}
INLINE i32 tile_end(Tiling t, i32 tile) { return at_most(tile_start(t, tile + 1), t.columns); }
