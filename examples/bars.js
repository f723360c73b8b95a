// Learns the bars of Hinton, Dayan, Frey and Neal (1995, note 17), then dreams of them.
import { bars, cpu, createMachine, dream, key, sgd, train } from "@helmholtz/core";

const size = 4;
const recipe = {
  optimizer: sgd({ rate: [0.2, 0.001] }),
  nonNegative: true,
  batch: 1,
  steps: 200_000,
  reportEvery: 20_000,
};

const start = { initialization: "zero", hiddenBias: -3 };
let machine = createMachine([size * size, 8, 1], key(1), start);
for await (const event of train({ machine, data: bars({ size }), seed: 1, ...recipe })) {
  if (event.type === "evaluate") {
    console.log(`step ${event.step}: ${event.descriptionLength.toFixed(2)} bits`);
  }
  if (event.type === "end") machine = event.machine;
}

const count = 8;
const backend = cpu();
const [visible] = dream(backend, machine, count, key(2));
const { data } = await backend.readStates(visible);
console.log(`${count} dreams:`);
for (let row = 0; row < size; row++) {
  const parts = Array.from({ length: count }, (_, n) => {
    const from = (n * size + row) * size;
    return Array.from(data.subarray(from, from + size), (on) => (on ? "█" : "·")).join("");
  });
  console.log(parts.join("  "));
}
