// The entry points of the WebAssembly module. Nothing here keeps state of its own: all memory belongs
// to the caller, so that threads can share it.
#include "team.h"

#define EXPORT __attribute__((visibility("default")))

// How so many columns are divided: their tiles, where one starts, and the floats of a panel's row.
EXPORT i32 panelWidth(void) { return TILE; }
EXPORT i32 tiles(i32 columns) { return tiling_of(columns).count; }
EXPORT i32 tileStart(i32 columns, i32 tile) { return tile_start(tiling_of(columns), tile); }

EXPORT u32 statesBytes(i32 rows, i32 units) { return states_size(rows, units); }
EXPORT void layOutStates(States *s, i32 rows, i32 units) { states_lay_out(s, rows, units); }
EXPORT void packStates(States *s, const u8 *bytes) { states_pack(s, bytes); }
EXPORT void unpackStates(const States *s, u8 *bytes) { states_unpack(s, bytes); }

EXPORT u32 passBytes(void) { return sizeof(Pass); }
// Memory that a pass needs beside its operands: shared by all threads, and of each.
EXPORT u32 sharedBytes(const Pass *p) { return shared_size(p); }
EXPORT u32 scratchBytes(const Pass *p) { return scratch_size(p); }

EXPORT u32 teamBytes(void) { return sizeof(Team); }
// A new team, in memory that is zero.
EXPORT void startTeam(Team *team, i32 threads, i32 may_wait) {
  team->threads = threads;
  team->may_wait = may_wait;
}
EXPORT void giveMemory(Team *team, u8 *shared, u32 shared_bytes, u8 *scratch, u32 scratch_bytes) {
  team->shared = shared;
  team->shared_bytes = shared_bytes;
  team->scratch = scratch;
  team->scratch_bytes = scratch_bytes;
}
// 0 where the team's memory is too small for the pass: give it more, and run again.
EXPORT i32 runPass(Team *team, const Pass *p) { return run_pass(team, p); }
// Returns when the team is stopped.
EXPORT void helpTeam(Team *team, i32 thread) { help(team, thread); }
EXPORT void stopTeam(Team *team) { stop(team); }
