// Threads that share the parts of a pass. One begins a job and works on it; the others help. Which
// thread does a part makes no difference to its result.
#pragma once
#include "tiles.h"

// What the tasks of a job are: lists that the pass needs, or tiles.
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
  i32 tasks;
  // Lists to be made: of rows, some at once, and of units, tile by tile.
  i32 from_rows, from_units, x_rows;
  i32 threads;
  i32 may_wait; // the main thread of a page may not
  u8 *shared, *scratch;
  size_t shared_bytes, scratch_bytes; // the latter of each thread
  i32 parts; // runs of tasks, each done by one thread
  i32 done __attribute__((aligned(64)));
  i32 waiting; // who sleeps until all is done
  // Counts the jobs; helpers sleep on it.
  i32 epoch __attribute__((aligned(64)));
  i32 asleep;
  // Each thread has a share of its own, the same in every pass: what it needs of it is in its cache.
  // Who is done with its own takes from the others'.
  Share shares[MAX_THREADS];
} Team;

#define ROWS_OF_A_TASK 16

INLINE i32 row_tasks(const States *s) { return (s->rows + ROWS_OF_A_TASK - 1) / ROWS_OF_A_TASK; }

INLINE void list_row_task(States *s, i32 task) {
  list_rows(s, task * ROWS_OF_A_TASK, at_most((task + 1) * ROWS_OF_A_TASK, s->rows));
}

static void list_task(const Team *team, i32 task) {
  const Pass *p = team->pass;
  i32 unit_task = task - team->from_rows, x_task = unit_task - team->from_units;
  if (unit_task < 0) list_row_task(p->from, task);
  else if (x_task < 0) list_units(p->from, unit_task);
  else list_row_task(p->x, x_task);
}

static void run_tasks(const Team *team, i32 from, i32 to, i32 thread) {
  switch (team->job) {
    case LIST:
      for (i32 task = from; task < to; task++) list_task(team, task);
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

// Where one of some equal pieces of a whole begins.
INLINE i32 piece_start(i32 whole, i32 pieces, i32 piece) { return whole * piece / pieces; }

static void work(Team *team, i32 thread) {
  i32 threads = team->threads;
  for (i32 i = 0; i < threads; i++) {
    i32 owner = (thread + i) % threads;
    for (;;) {
      i32 left = __atomic_sub_fetch(&team->shares[owner].left, 1, __ATOMIC_SEQ_CST);
      if (left < 0) break;
      // While this part is not done nothing of the job changes.
      i32 part = piece_start(team->parts, threads, owner) + left;
      run_tasks(team, piece_start(team->tasks, team->parts, part),
                piece_start(team->tasks, team->parts, part + 1), thread);
      i32 last = __atomic_add_fetch(&team->done, 1, __ATOMIC_SEQ_CST) == team->parts;
      if (last && __atomic_load_n(&team->waiting, __ATOMIC_SEQ_CST) > 0) wake_all(&team->done);
    }
  }
}

static void begin(Team *team, Job job, i32 tasks, i32 parts) {
  i32 threads = team->threads;
  team->job = job;
  team->tasks = tasks;
  team->parts = parts;
  __atomic_store_n(&team->done, 0, __ATOMIC_SEQ_CST);
  for (i32 t = 0; t < threads; t++) {
    i32 size = piece_start(parts, threads, t + 1) - piece_start(parts, threads, t);
    __atomic_store_n(&team->shares[t].left, size, __ATOMIC_SEQ_CST);
  }
  __atomic_add_fetch(&team->epoch, 1, __ATOMIC_SEQ_CST);
  if (__atomic_load_n(&team->asleep, __ATOMIC_SEQ_CST) > 0) wake_all(&team->epoch);
}

// Cycles, roughly, below which sharing costs more than it saves, and of a part that is worth to be
// taken by itself; parts enough that nobody waits long for the last one.
#define SMALL_WORK 2500.
#define SMALL_PART 2500.
#define PARTS_OF_A_THREAD 16

INLINE i32 count_parts(i32 threads, i32 tasks, f64 cycles) {
  i32 most = at_most(tasks, threads * PARTS_OF_A_THREAD);
  if (cycles > most * SMALL_PART) return most;
  return at_least(at_most(threads, tasks), (i32)(cycles / SMALL_PART));
}

static void run_job(Team *team, Job job, i32 tasks, f64 cycles) {
  i32 threads = team->threads;
  if (threads < 2 || tasks < 2 || cycles < SMALL_WORK) {
    team->job = job;
    run_tasks(team, 0, tasks, 0);
    return;
  }
  i32 parts = count_parts(threads, tasks, cycles);
  begin(team, job, tasks, parts);
  work(team, 0);
  for (;;) {
    i32 done = __atomic_load_n(&team->done, __ATOMIC_ACQUIRE);
    if (done == parts) return;
    wait_while(&team->done, done, &team->waiting, team->may_wait);
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
    if (s->by_row == UNLISTED) team->from_rows = row_tasks(s);
    if (by_unit && s->by_unit == UNLISTED) team->from_units = s->tiling.count;
    choose_listing(s, by_unit);
    cycles += 2. * s->rows * s->units;
  }
  if (p->output != NOTHING && p->x->by_row == UNLISTED) {
    States *s = p->x;
    team->x_rows = row_tasks(s);
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
