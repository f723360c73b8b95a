// One step up a gradient, for some neighbouring numbers: the optimizers.
#pragma once
#include "pass.h"

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
