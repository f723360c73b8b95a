import { bars, createMachine, key, type Machine, mapMachine, train } from "@helmholtz/core";

/** A machine after some steps on bars: all its numbers, bit by bit, as unsigned integers. */
export async function trainBars(): Promise<number[]> {
  let machine: Machine = createMachine([16, 8, 1], key(1));
  for await (const event of train({ machine, data: bars(), steps: 200, seed: 1 })) {
    if (event.type === "end") machine = event.machine;
  }
  const numbers: number[] = [];
  mapMachine(machine, ({ data }) => {
    numbers.push(...new Uint32Array(data.buffer, data.byteOffset, data.length));
  });
  return numbers;
}
