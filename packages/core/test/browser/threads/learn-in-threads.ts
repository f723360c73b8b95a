import {
  adam,
  createLearner,
  createMachine,
  fold,
  initialState,
  key,
  mapMachine,
  openBackend,
  states,
  takeStep,
  uniform,
  wakeSleep,
} from "@helmholtz/core";

/** A machine large enough for threads to share, after some steps: all its numbers, as integers. */
export async function learnInThreads(threads: number): Promise<number[]> {
  const { backend, notice } = await openBackend("wasm", { threads });
  if (notice) throw new Error(notice);
  const optimizer = adam();
  const start = initialState(createMachine([300, 120, 40], key(1)), optimizer);
  const learner = createLearner(start, { backend, optimizer });
  for (let step = 0; step < 5; step++) {
    using _ = backend.arena();
    const k = fold(key(2), step);
    const bits = Uint8Array.from({ length: 101 * 300 }, (_, i) => (uniform(k, i) < 0.3 ? 1 : 0));
    takeStep(wakeSleep(), learner, states(101, 300, bits), fold(key(3), step));
  }
  const { machine } = await learner.state(5);
  await backend[Symbol.asyncDispose]?.();
  const numbers: number[] = [];
  mapMachine(machine, ({ data }) => {
    numbers.push(...new Uint32Array(data.buffer, data.byteOffset, data.length));
  });
  return numbers;
}
