// Threads that share the parts of a job. One begins a job and works on it; the others help. Which
// thread does a part makes no difference to its result.
#pragma once
#include "tiles.h"

// What a job does: makes lists that a pass needs, or runs its tiles, or ends the team.
typedef enum { LIST, RUN_TILES, STOP } Action;

typedef struct {
  Action action;
  const Pass *pass;
  i32 tasks;
  i32 parts; // runs of tasks, each done by one thread; as many for each thread
  // Of the lists, those of rows, some at once, and those of units, tile by tile.
  i32 from_rows, from_units;
} Job;

#define MAX_THREADS 64

// The most in a job: enough that nobody waits long for the last one.
#define PARTS_OF_A_THREAD 16

// What is written at different times, or by different threads, is in different lines of the cache.
#define OWN_LINE __attribute__((aligned(64)))

// What a thread has of the parts of all jobs, in counts that only grow, so that no job has to set
// them: it may have taken up to the job's `limit`. Each thread has the same parts in every pass: what
// it needs of them is in its cache. Who is done with its own takes from the others'.
typedef struct {
  u32 taken OWN_LINE;
  u32 done OWN_LINE; // by this thread, of anybody's
} Share;

typedef struct {
  i32 threads;
  i32 may_wait; // the main thread of a page may not
  u8 *shared, *scratch;
  size_t shared_bytes, scratch_bytes; // the latter of each thread
  u32 limit OWN_LINE; // helpers wait for another one
  Job job;
  i32 asleep OWN_LINE; // helpers that sleep until there is another limit
  i32 waiting;     // whether the first thread sleeps until `finished` changes
  u32 finished;
  u32 helped OWN_LINE; // parts that helpers have done, or will have
  Share shares[MAX_THREADS];
} Team;

#define ROWS_OF_A_TASK 16

INLINE i32 row_tasks(const States *s) { return (s->rows + ROWS_OF_A_TASK - 1) / ROWS_OF_A_TASK; }

INLINE void list_row_task(States *s, i32 task) {
  list_rows(s, task * ROWS_OF_A_TASK, at_most((task + 1) * ROWS_OF_A_TASK, s->rows));
}

static void list_task(const Job *job, i32 task) {
  const Pass *p = job->pass;
  i32 unit_task = task - job->from_rows, x_task = unit_task - job->from_units;
  if (unit_task < 0) list_row_task(p->from, task);
  else if (x_task < 0) list_units(p->from, unit_task);
  else list_row_task(p->x, x_task);
}

// A thread at a job.
typedef struct {
  i32 thread;
  const Job *job;
  i32 has_begun;
  Work work; // of RUN_TILES
} Worker;

static void run_tasks(const Team *team, Worker *worker, i32 from, i32 to) {
  const Job *job = worker->job;
  switch (job->action) {
    case LIST:
      for (i32 task = from; task < to; task++) list_task(job, task);
      return;
    case RUN_TILES:
      if (!worker->has_begun) {
        u8 *scratch = team->scratch + (size_t)worker->thread * team->scratch_bytes;
        worker->work = work_on(job->pass, team->shared, scratch);
        worker->has_begun = 1;
      }
      run_tiles(&worker->work, from, to);
      return;
    case STOP:
      return;
  }
}

#define LOAD(AT) __atomic_load_n(AT, __ATOMIC_SEQ_CST)
#define STORE(AT, VALUE) __atomic_store_n(AT, VALUE, __ATOMIC_SEQ_CST)
#define ADD(AT, N) __atomic_add_fetch(AT, N, __ATOMIC_SEQ_CST)

// Where one of some equal pieces of a whole begins.
INLINE i32 piece_start(i32 whole, i32 pieces, i32 piece) { return whole * piece / pieces; }

// Takes a part of a share: how many are left then; negative where there was none. Of a job that is
// long over the limit lies behind, or, by then, further ahead than parts there are.
INLINE i32 take(Share *share, u32 limit) {
  u32 taken = LOAD(&share->taken);
  while (limit - taken - 1 < PARTS_OF_A_THREAD) {
    i32 is_taken = __atomic_compare_exchange_n(&share->taken, &taken, taken + 1, 0,
                                               __ATOMIC_SEQ_CST, __ATOMIC_SEQ_CST);
    if (is_taken) return (i32)(limit - taken) - 1;
  }
  return -1;
}

// Does what is left of a thread's share, unless the job of the limit is over; returns how many parts.
static u32 work_off(Team *team, i32 owner, u32 limit, Worker *worker) {
  for (u32 done = 0;; done++) {
    i32 left = take(&team->shares[owner], limit);
    if (left < 0) return done;
    // While this part is not done nothing of the job changes.
    const Job *job = worker->job;
    i32 part = piece_start(job->parts, team->threads, owner) + left;
    run_tasks(team, worker, piece_start(job->tasks, job->parts, part),
              piece_start(job->tasks, job->parts, part + 1));
  }
}

#if defined(__wasm__)
INLINE void sleep_while(u32 *at, u32 value) {
  __builtin_wasm_memory_atomic_wait32((i32 *)at, (i32)value, -1);
}
INLINE void wake_all(u32 *at) { __builtin_wasm_memory_atomic_notify((i32 *)at, ~0u); }
INLINE void pause_briefly(void) {}
#else
#include <linux/futex.h>
#include <sys/syscall.h>
#include <unistd.h>
INLINE void sleep_while(u32 *at, u32 value) { syscall(SYS_futex, at, FUTEX_WAIT, value, 0, 0, 0); }
INLINE void wake_all(u32 *at) { syscall(SYS_futex, at, FUTEX_WAKE, 1 << 30, 0, 0, 0); }
INLINE void pause_briefly(void) { _mm_pause(); }
#endif

// Turns before a thread that has nothing to do goes to sleep: some tens of microseconds, about what
// waking up costs. And before it looks whether another has not begun yet: looking slows that one.
#define SPINS 20000
#define PATIENCE 100

// Begins a job; its limit.
static u32 begin(Team *team, const Job *job) {
  team->job = *job;
  u32 limit = ADD(&team->limit, (u32)(job->parts / team->threads));
  if (LOAD(&team->asleep) > 0) wake_all(&team->limit);
  return limit;
}

static i32 has_finished(Team *team) {
  u32 done = 0;
  for (i32 t = 1; t < team->threads; t++) done += LOAD(&team->shares[t].done);
  return done == team->helped;
}

static void share_job(Team *team, const Job *job, Worker *worker) {
  u32 limit = begin(team, job);
  team->helped += (u32)job->parts - work_off(team, 0, limit, worker);
  for (i32 spin = 0; !has_finished(team); spin++) {
    if (spin == PATIENCE) {
      for (i32 t = 1; t < team->threads; t++) team->helped -= work_off(team, t, limit, worker);
    } else if (spin < SPINS || !team->may_wait) {
      pause_briefly();
    } else {
      u32 finished = LOAD(&team->finished);
      STORE(&team->waiting, 1);
      if (!has_finished(team)) sleep_while(&team->finished, finished);
      STORE(&team->waiting, 0);
    }
  }
}

static void stop(Team *team) {
  begin(team, &(Job){.action = STOP, .parts = team->threads});
}

static u32 wait_for_job(Team *team, u32 limit) {
  for (i32 spin = 0; LOAD(&team->limit) == limit; spin++) {
    if (spin < SPINS) {
      pause_briefly();
    } else {
      ADD(&team->asleep, 1);
      sleep_while(&team->limit, limit);
      ADD(&team->asleep, -1);
    }
  }
  return LOAD(&team->limit);
}

static void help(Team *team, i32 thread) {
  for (u32 limit = 0;;) {
    limit = wait_for_job(team, limit);
    Worker worker = {.thread = thread, .job = &team->job};
    for (i32 i = 0, owner = thread; i < team->threads; i++) {
      u32 done = work_off(team, owner, limit, &worker);
      owner = owner + 1 < team->threads ? owner + 1 : 0;
      if (done == 0) continue;
      if (team->job.action == STOP) return;
      ADD(&team->shares[thread].done, done);
      if (LOAD(&team->waiting)) {
        ADD(&team->finished, 1);
        wake_all(&team->finished);
      }
    }
  }
}

// Cycles, roughly, below which sharing costs more than it saves, and of a part that is worth to be
// taken by itself.
#define SMALL_WORK 2500.
#define SMALL_PART 2500.

INLINE i32 count_parts(i32 threads, i32 tasks, f64 cycles) {
  f64 worthwhile = cycles / (threads * SMALL_PART);
  i32 most = at_most((tasks + threads - 1) / threads, PARTS_OF_A_THREAD);
  return threads * (worthwhile > most ? most : at_least(1, (i32)worthwhile));
}

static void run_job(Team *team, Job job, f64 cycles) {
  Worker worker = {.thread = 0, .job = &job};
  if (team->threads < 2 || job.tasks < 2 || cycles < SMALL_WORK) {
    run_tasks(team, &worker, 0, job.tasks);
    return;
  }
  job.parts = count_parts(team->threads, job.tasks, cycles);
  share_job(team, &job, &worker);
}

static void make_lists(Team *team, const Pass *p) {
  Job job = {.action = LIST, .pass = p};
  f64 cycles = 0;
  if (p->from) {
    States *s = p->from;
    if (s->by_row == UNLISTED) job.from_rows = row_tasks(s);
    if (s->by_unit == UNLISTED) job.from_units = s->tiling.count;
    choose_listing(s, 1);
    cycles += 2. * s->rows * s->units;
  }
  job.tasks = job.from_rows + job.from_units;
  if (p->output != NOTHING && p->x->by_row == UNLISTED) {
    States *s = p->x;
    job.tasks += row_tasks(s);
    choose_listing(s, 0);
    cycles += 1. * s->rows * s->units;
  }
  run_job(team, job, cycles);
}

// Whether the memory was enough; where it was not, nothing is done.
static i32 run_pass(Team *team, const Pass *p) {
  if (shared_size(p) > team->shared_bytes || scratch_size(p) > team->scratch_bytes) return 0;
  Shared shared = shared_at(team->shared);
  if (p->output == SAMPLE) forget_lists(p->states);
  if (!has_one_image(p)) {
    make_lists(team, p);
    if (p->output == SAMPLE) key_rows(p, shared);
  }
  i32 rows = learned_rows(p) + (p->output == NOTHING ? 0 : p->x->rows);
  Job job = {.action = RUN_TILES, .pass = p, .tasks = tiling_of(p->units).count};
  run_job(team, job, rows * (p->inputs * .04 + 3.) * p->units);
  if (p->output == SCORE) add_scores(p, shared);
  return 1;
}
