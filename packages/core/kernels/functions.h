// What is done to each number: the sigmoid, its logarithm, and random numbers.
#pragma once
#include "vector.h"

// Beyond ±30 a unit is certain in 32-bit floats.
#define CERTAIN 30.f

// e⁻ˣ = 2ⁿ 2ᶠ for |x| ≤ 30: n joins the exponent, a polynomial of relative error 9e-8 does the rest.
INLINE f32v exp_minus(f32v x) {
  const f32 round = 12582912.f; // 1.5 · 2²³: adding it leaves an integer in the low bits
  f32v t = least(most(x, SPLAT(-CERTAIN)), SPLAT(CERTAIN)) * -1.44269504f;
  f32v rounded = t + round;
  f32v f = t - (rounded - round);
  f32v p = f * 1.326472712e-3f + 9.671512645e-3f;
  p = p * f + 5.550733743e-2f;
  p = p * f + 2.402224209e-1f;
  p = p * f + 6.931469776e-1f;
  p = p * f + 1.f;
  return (f32v)((i32v)p + ((i32v)rounded << 23));
}

// log x for x ≥ 1
INLINE f64 logarithm(f64 x) {
  union {
    f64 value;
    u64 word;
  } number = {x};
  i32 exponent = (i32)(number.word >> 52) - 1023;
  number.word = (number.word & 0xfffffffffffffull) | 0x3ff0000000000000ull;
  if (number.value > 1.4142135623730951) {
    number.value /= 2;
    exponent++;
  }
  f64 s = (number.value - 1) / (number.value + 1); // log m = 2 artanh s, |s| ≤ 0.172
  f64 q = s * s;
  f64 series = 1 + q * (1. / 3 + q * (1. / 5 + q * (1. / 7 + q * (1. / 9 + q * (1. / 11)))));
  return 2 * s * series + exponent * 0.6931471805599453;
}

typedef struct {
  u32 a, b;
} Key;

// `hash` and `fold` are those of random.ts, number for number.
INLINE u32 hash(u32 i, u32 a, u32 b) {
  u32 x = i ^ a;
  x = (x ^ x >> 17) * 0xed5ad4bbu + b;
  x = (x ^ x >> 11) * 0xac4c1b51u;
  x = (x ^ x >> 15) * 0x31848babu;
  return x ^ x >> 14;
}

INLINE Key fold(Key k, u32 i) {
  return (Key){hash(i, k.a ^ 0x9e3779b9u, k.b + 0x85ebca6bu),
               hash(i, k.a + 0xc2b2ae35u, k.b ^ 0x27d4eb2fu)};
}

// 2²⁴ times numbers i, i + 1, … of stream k, which are `uniform` in random.ts.
INLINE f32v uniform_24(Key k, u32 i) {
  u32v x = (lanes() + i) ^ k.a;
  x = (x ^ x >> 17) * 0xed5ad4bbu + k.b;
  x = (x ^ x >> 11) * 0xac4c1b51u;
  x = (x ^ x >> 15) * 0x31848babu;
  return highest_24(x ^ x >> 14);
}
