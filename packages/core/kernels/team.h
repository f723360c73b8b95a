// Threads that share the parts of a pass. One begins a job and works on it; the others help. Which
// thread does a part makes no difference to its result.
#pragma once
#include "tiles.h"

// What the parts of a job are: lists that the pass needs, or tiles.
typedef enum { LIST, RUN_TILES, STOP } Job;

#define MAX_THREADS 64

// Parts that nobody has taken. It counts down, so that who comes late finds nothing to take.
typedef struct {
  i32 left __attribute__((aligned(64)));
} Share;

typedef struct {
  const Pass *pass;
  Tiling tiling; // of its units
  Shared working;
  size_t logits_bytes;
  Job job;
  // Lists to be made: of rows, some at once, and of units, tile by tile.
  i32 from_rows, from_units, x_rows;
  i32 threads;
  i32 may_wait; // the main thread of a page may not
  u8 *shared, *scratch;
  size_t shared_bytes, scratch_bytes; // the latter of each thread
  i32 count;
  i32 done __attribute__((aligned(64)));
  // Counts the jobs; helpers sleep on it.
  i32 epoch __attribute__((aligned(64)));
  i32 asleep;
  // Each thread has a share of its own, the same in every pass: what it needs of it is in its cache.
  // Who is done with its own takes from the others'.
  Share shares[MAX_THREADS];
} Team;

#define ROWS_OF_A_PART 16

INLINE i32 row_parts(const States *s) { return (s->rows + ROWS_OF_A_PART - 1) / ROWS_OF_A_PART; }

INLINE void list_row_part(States *s, i32 part) {
  list_rows(s, part * ROWS_OF_A_PART, at_most((part + 1) * ROWS_OF_A_PART, s->rows));
}

static void list_part(const Team *team, i32 part) {
  const Pass *p = team->pass;
  i32 unit_part = part - team->from_rows, x_part = unit_part - team->from_units;
  if (unit_part < 0) list_row_part(p->from, part);
  else if (x_part < 0) list_units(p->from, unit_part);
  else list_row_part(p->x, x_part);
}

static void run_parts(const Team *team, i32 from, i32 to, i32 thread) {
  switch (team->job) {
    case LIST:
      for (i32 part = from; part < to; part++) list_part(team, part);
      return;
    case RUN_TILES:
      run_tiles(team->pass, team->tiling, from, to, team->working,
                scratch_at(team->scratch + (size_t)thread * team->scratch_bytes, team->logits_bytes));
      return;
    case STOP:
      return;
  }
}

#if defined(__wasm__)
INLINE void sleep_while(i32 *at, i32 value) { __builtin_wasm_memory_atomic_wait32(at, value, -1); }
INLINE void wake_all(i32 *at) { __builtin_wasm_memory_atomic_notify(at, ~0u); }
INLINE void pause_briefly(void) {}
#else
#include <linux/futex.h>
#include <sys/syscall.h>
#include <unistd.h>
INLINE void sleep_while(i32 *at, i32 value) { syscall(SYS_futex, at, FUTEX_WAIT, value, 0, 0, 0); }
INLINE void wake_all(i32 *at) { syscall(SYS_futex, at, FUTEX_WAKE, 1 << 30, 0, 0, 0); }
INLINE void pause_briefly(void) { _mm_pause(); }
#endif

// Turns before a thread that has nothing to do goes to sleep: some tens of microseconds, about what
// waking up costs.
#define SPINS 20000

// Waits until a number is no longer `value`; `asleep` counts those who cannot be reached by it alone.
static void wait_while(i32 *at, i32 value, i32 *asleep, i32 may_wait) {
  for (i32 spin = 0; __atomic_load_n(at, __ATOMIC_ACQUIRE) == value; spin++) {
    if (spin < SPINS || !may_wait) {
      pause_briefly();
      continue;
    }
    __atomic_add_fetch(asleep, 1, __ATOMIC_SEQ_CST);
    sleep_while(at, value);
    __atomic_sub_fetch(asleep, 1, __ATOMIC_SEQ_CST);
  }
}

INLINE i32 share_start(i32 count, i32 threads, i32 thread) { return count * thread / threads; }

static void work(Team *team, i32 thread) {
  i32 threads = team->threads;
  for (i32 i = 0; i < threads; i++) {
    i32 owner = (thread + i) % threads;
    for (;;) {
      i32 left = __atomic_sub_fetch(&team->shares[owner].left, 1, __ATOMIC_SEQ_CST);
      if (left < 0) break;
      // While this part is not done nothing of the job changes.
      i32 part = share_start(team->count, threads, owner) + left;
      run_parts(team, part, part + 1, thread);
      i32 done = __atomic_add_fetch(&team->done, 1, __ATOMIC_SEQ_CST);
      if (thread > 0 && done == team->count) wake_all(&team->done);
    }
  }
}

static void begin(Team *team, Job job, i32 count) {
  i32 threads = team->threads;
  team->job = job;
  team->count = count;
  __atomic_store_n(&team->done, 0, __ATOMIC_SEQ_CST);
  for (i32 t = 0; t < threads; t++) {
    i32 size = share_start(count, threads, t + 1) - share_start(count, threads, t);
    __atomic_store_n(&team->shares[t].left, size, __ATOMIC_SEQ_CST);
  }
  __atomic_add_fetch(&team->epoch, 1, __ATOMIC_SEQ_CST);
  if (__atomic_load_n(&team->asleep, __ATOMIC_SEQ_CST) > 0) wake_all(&team->epoch);
}

// Cycles, roughly, below which waking others costs more than it saves.
#define SMALL_WORK 20000.

static void run_job(Team *team, Job job, i32 count, f64 cycles) {
  if (team->threads < 2 || count < 2 || cycles < SMALL_WORK) {
    team->job = job;
    run_parts(team, 0, count, 0);
    return;
  }
  begin(team, job, count);
  work(team, 0);
  i32 ignored = 0;
  for (;;) {
    i32 done = __atomic_load_n(&team->done, __ATOMIC_ACQUIRE);
    if (done == count) return;
    wait_while(&team->done, done, &ignored, team->may_wait);
  }
}

static void help(Team *team, i32 thread) {
  i32 seen = 0;
  for (;;) {
    wait_while(&team->epoch, seen, &team->asleep, 1);
    seen = __atomic_load_n(&team->epoch, __ATOMIC_SEQ_CST);
    if (team->job == STOP) return;
    work(team, thread);
  }
}

static void make_lists(Team *team, const Pass *p) {
  team->from_rows = team->from_units = team->x_rows = 0;
  f64 cycles = 0;
  if (p->from) {
    States *s = p->from;
    i32 by_unit = !has_one_image(p);
    if (s->by_row == UNLISTED) team->from_rows = row_parts(s);
    if (by_unit && s->by_unit == UNLISTED) team->from_units = s->tiling.count;
    choose_listing(s, by_unit);
    cycles += 2. * s->rows * s->units;
  }
  if (p->output != NOTHING && p->x->by_row == UNLISTED) {
    States *s = p->x;
    team->x_rows = row_parts(s);
    choose_listing(s, 0);
    cycles += 1. * s->rows * s->units;
  }
  run_job(team, LIST, team->from_rows + team->from_units + team->x_rows, cycles);
}

// Whether the memory was enough; where it was not, nothing is done.
static i32 run_pass(Team *team, const Pass *p) {
  if (shared_size(p) > team->shared_bytes || scratch_size(p) > team->scratch_bytes) return 0;
  team->pass = p;
  team->tiling = tiling_of(p->units);
  team->working = shared_at(team->shared);
  team->logits_bytes = logits_size(p);
  make_lists(team, p);
  key_rows(p, team->working);
  i32 rows = learned_rows(p) + (p->output == NOTHING ? 0 : p->x->rows);
  run_job(team, RUN_TILES, team->tiling.count, rows * (p->inputs * .04 + 3.) * p->units);
  add_scores(p, team->working);
  return 1;
}
