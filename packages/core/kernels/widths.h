// One function for each number of vectors, so that accumulators and constants stay in registers.
#pragma once
#include "vector.h"

#define UNPACK(...) __VA_ARGS__
#define DEFINE_WIDTH(N, NAME, PARAMETERS, ARGUMENTS)                                               \
  SEPARATE void NAME##_##N(UNPACK PARAMETERS) {                                                   \
    NAME(N, UNPACK ARGUMENTS);                                                                     \
  }
#if TILE_VECTORS == 7
#define FOR_WIDE(NAME, PARAMETERS, ARGUMENTS)                                                      \
  DEFINE_WIDTH(5, NAME, PARAMETERS, ARGUMENTS)                                                     \
  DEFINE_WIDTH(6, NAME, PARAMETERS, ARGUMENTS)                                                     \
  DEFINE_WIDTH(7, NAME, PARAMETERS, ARGUMENTS)
#define CASES_WIDE(NAME, ...)                                                                      \
  case 5: NAME##_5(__VA_ARGS__); break;                                                            \
  case 6: NAME##_6(__VA_ARGS__); break;                                                            \
  case 7: NAME##_7(__VA_ARGS__); break;
#else
#define FOR_WIDE(NAME, PARAMETERS, ARGUMENTS)
#define CASES_WIDE(NAME, ...)
#endif

// Defines NAME_1, NAME_2, … from NAME, an inline function whose first argument is the number.
#define FOR_EACH_WIDTH(NAME, PARAMETERS, ARGUMENTS)                                                \
  DEFINE_WIDTH(1, NAME, PARAMETERS, ARGUMENTS)                                                     \
  DEFINE_WIDTH(2, NAME, PARAMETERS, ARGUMENTS)                                                     \
  DEFINE_WIDTH(3, NAME, PARAMETERS, ARGUMENTS)                                                     \
  DEFINE_WIDTH(4, NAME, PARAMETERS, ARGUMENTS)                                                     \
  FOR_WIDE(NAME, PARAMETERS, ARGUMENTS)

// Calls the one for so many vectors.
#define BY_WIDTH(VECTORS, NAME, ...)                                                               \
  switch (VECTORS) {                                                                               \
    case 1: NAME##_1(__VA_ARGS__); break;                                                          \
    case 2: NAME##_2(__VA_ARGS__); break;                                                          \
    case 3: NAME##_3(__VA_ARGS__); break;                                                          \
    case 4: NAME##_4(__VA_ARGS__); break;                                                          \
    CASES_WIDE(NAME, __VA_ARGS__)                                                                  \
    default: __builtin_unreachable();                                                              \
  }
