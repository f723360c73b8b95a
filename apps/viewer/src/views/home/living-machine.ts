import { fold, type Key, key } from "@helmholtz/core";
import { type ReadonlySignal, signal } from "@preact/signals";
import { bitsOfBars, LEAST_BITS, type Learned, learnBars, MOST_IMAGES } from "./learn-bars.ts";
import { dreamMoment, type LayerValues, type Moment, recognitionMoment } from "./moment.ts";

/** What is to be seen of a living machine now. */
export interface Scene {
  readonly learned: Learned;
  /** Description length of an image of the data by it, in bits: the mean. */
  readonly bits: number;
  /** What no code is shorter than on average, in bits; once the machine has learned all that it will. */
  readonly least?: number;
  readonly moment: Moment;
  /** Layers that the moment has come to, counted from where it begins. */
  readonly reached: number;
  /** Pictures of the last dreams, the latest first. */
  readonly dreams: readonly LayerValues[];
}

/** A machine that learns, dreams and recognizes by turns. */
export interface LivingMachine {
  readonly scene: ReadonlySignal<Scene | undefined>;
  play(): void;
  pause(): void;
}

/** A living machine that stands still, with a first dream to look at. */
export async function openLivingMachine(): Promise<LivingMachine> {
  const learning = learnBars(SEED);
  const first = await learning.next();
  if (first.done) throw new Error("home: a machine is needed, there is none");
  let learned = first.value;
  let moments = 0;
  const begin = async (): Promise<Scene> => {
    const moment = await momentToSee(learned, fold(key(SEED), ++moments), moments % 2 === 1);
    const bits = await bitsOfBars(learned.machine);
    const least = learned.images < MOST_IMAGES ? undefined : LEAST_BITS;
    return {
      learned,
      bits,
      ...(least && { least }),
      moment,
      reached: 1,
      dreams: scene.peek()?.dreams ?? [],
    };
  };
  const scene = signal<Scene | undefined>(undefined);
  scene.value = { ...(await begin()), reached: ALL };
  let playing = new AbortController();

  return {
    scene,
    play() {
      playing.abort();
      playing = new AbortController();
      const { signal } = playing;
      learn(signal);
      perform(signal);
    },
    pause: () => playing.abort(),
  };

  // At the pace of the screen, so that one can watch, and not at all while nobody does.
  async function learn(paused: AbortSignal): Promise<void> {
    while (!paused.aborted) {
      await new Promise(requestAnimationFrame);
      const next = await learning.next();
      if (next.done) return;
      learned = next.value;
    }
  }

  async function perform(paused: AbortSignal): Promise<void> {
    while (true) {
      await new Promise((resolve) => setTimeout(resolve, TICK_MS));
      const now = scene.peek();
      if (paused.aborted || !now) return;
      const { layers, phase } = now.moment;
      if (now.reached >= layers.length + HOLD_TICKS) {
        scene.value = await begin();
        continue;
      }
      const reached = now.reached + 1;
      const dreamt = phase === "sleep" && reached === layers.length ? layers.slice(0, 1) : [];
      scene.value = { ...now, reached, dreams: [...dreamt, ...now.dreams].slice(0, MOST_DREAMS) };
    }
  }
}

// Two images of five have no bars: there is little to see in those.
async function momentToSee(
  { machine, draw }: Learned,
  k: Key,
  isDreaming: boolean,
): Promise<Moment> {
  for (let attempt = 0; ; attempt++) {
    const now = fold(k, attempt);
    const moment = isDreaming
      ? await dreamMoment(machine, now)
      : await recognitionMoment(machine, draw(now), now);
    const [picture] = moment.layers;
    if (attempt === MOST_ATTEMPTS || picture?.some((pixel) => pixel > 0.5)) return moment;
  }
}

const MOST_ATTEMPTS = 8;
const SEED = 3;
const TICK_MS = 360;
const HOLD_TICKS = 2;
const MOST_DREAMS = 8;
const ALL = 100;
