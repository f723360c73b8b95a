// Threads that share the parts of a pass. One begins a job and works on it; the others help. Which
// thread does a part makes no difference to its result.
#pragma once
#include "pass.h"

// What a part is: the lists of some rows, the lists of some units, a tile.
typedef enum { LIST_ROWS, LIST_UNITS, RUN_TILES, STOP } Job;

typedef struct {
  const Pass *pass;
  Tiling tiling; // of its units
  Shared working;
  size_t logits_bytes;
  Job job;
  States *states; // to be listed
  i32 threads;
  i32 may_wait; // the main thread of a page may not
  u8 *shared, *scratch;
  size_t shared_bytes, scratch_bytes; // the latter of each thread
  i32 count;
  // Parts that nobody has taken; counts down, so that a late helper finds nothing to take.
  i32 left __attribute__((aligned(64)));
  i32 done __attribute__((aligned(64)));
  // Counts the jobs; helpers sleep on it.
  i32 epoch __attribute__((aligned(64)));
  i32 asleep;
} Team;

#define ROWS_OF_A_PART 16

static void run_parts(const Team *team, i32 from, i32 to, i32 thread) {
  States *s = team->states;
  switch (team->job) {
    case LIST_ROWS:
      list_rows(s, from * ROWS_OF_A_PART, at_most(to * ROWS_OF_A_PART, s->rows));
      return;
    case LIST_UNITS:
      for (i32 tile = from; tile < to; tile++) list_units(s, tile);
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

static void work(Team *team, i32 thread) {
  for (;;) {
    i32 part = __atomic_sub_fetch(&team->left, 1, __ATOMIC_SEQ_CST);
    if (part < 0) return;
    // While this part is not done nothing of the job changes.
    run_parts(team, part, part + 1, thread);
    i32 done = __atomic_add_fetch(&team->done, 1, __ATOMIC_SEQ_CST);
    if (thread > 0 && done == team->count) wake_all(&team->done);
  }
}

static void begin(Team *team, Job job, i32 count) {
  team->job = job;
  team->count = count;
  __atomic_store_n(&team->done, 0, __ATOMIC_SEQ_CST);
  __atomic_store_n(&team->left, count, __ATOMIC_SEQ_CST);
  __atomic_add_fetch(&team->epoch, 1, __ATOMIC_SEQ_CST);
  if (__atomic_load_n(&team->asleep, __ATOMIC_SEQ_CST) > 0) wake_all(&team->epoch);
}

// Additions below which waking others costs more than it saves.
#define SMALL_WORK 300000.

static void run_job(Team *team, Job job, i32 count, f64 additions) {
  if (team->threads < 2 || count < 2 || additions < SMALL_WORK) {
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

static void list(Team *team, States *s, i32 learn) {
  if (!s) return;
  i32 rows_listed = s->by_row != UNLISTED, units_listed = s->by_unit != UNLISTED;
  choose_listing(s, learn);
  f64 size = 8. * s->rows * s->tiling.count * TILE;
  team->states = s;
  if (!rows_listed) {
    run_job(team, LIST_ROWS, (s->rows + ROWS_OF_A_PART - 1) / ROWS_OF_A_PART, size);
  }
  if (learn && !units_listed) run_job(team, LIST_UNITS, s->tiling.count, size);
}

// Whether the memory was enough; where it was not, nothing is done.
static i32 run_pass(Team *team, const Pass *p) {
  if (shared_size(p) > team->shared_bytes || scratch_size(p) > team->scratch_bytes) return 0;
  team->pass = p;
  team->tiling = tiling_of(p->units);
  team->working = shared_at(team->shared);
  team->logits_bytes = logits_size(p);
  i32 rows = learned_rows(p) + (p->output == NOTHING ? 0 : p->x->rows);
  list(team, p->from, p->from && !has_one_image(p));
  if (p->output != NOTHING) list(team, p->x, 0);
  key_rows(p, team->working);
  run_job(team, RUN_TILES, team->tiling.count, .25 * rows * (p->inputs + 16.) * p->units);
  add_scores(p, team->working);
  return 1;
}
