import "../../../machine/disposal.ts";
import { dreamImages, js, key, type Matrix } from "@helmholtz/core";
import { useEffect, useRef, useState } from "preact/hooks";
import { usePaced } from "../../../charts/use-paced.ts";
import { PictureGrid } from "../../../pictures/picture-grid.tsx";
import { Button } from "../../../ui/button.tsx";
import {
  bitsOfBars,
  LEAST_BITS,
  type Learned,
  learnBars,
  MOST_IMAGES,
} from "../../home/learn-bars.ts";
import { useInSight } from "../use-in-sight.ts";
import { bitsInWords } from "./bit-bars.tsx";
import { LengthChart } from "./length-chart.tsx";

interface Scene {
  readonly learned: Learned;
  /** The same random numbers every time, so that dreams develop. */
  readonly dreams: Matrix;
  readonly path: readonly (readonly [images: number, bits: number])[];
}

/** A machine that learns bars while it is in sight, from nothing. */
export function BarsLearning() {
  const ref = useRef<HTMLDivElement>(null);
  const isInSight = useInSight(ref);
  const [isPlaying, setPlaying] = useState(
    () => !matchMedia("(prefers-reduced-motion: reduce)").matches,
  );
  const [learning, setLearning] = useState(() => learnBars(SEED));
  const [scene, setScene] = useState<Scene>();
  const [hasEnded, setEnded] = useState(false);

  useEffect(() => {
    if (!isInSight || (!isPlaying && scene)) return;
    let goesOn = true;
    const go = async () => {
      do {
        for (let i = 0; i < REPORTS && goesOn; i++) {
          await new Promise(requestAnimationFrame);
          const next = await learning.next();
          if (next.done) return setEnded(true);
          const isLast = next.value.images === MOST_IMAGES;
          if (i === 0 || isLast) await show(next.value);
        }
      } while (goesOn && isPlaying);
    };
    const show = async (learned: Learned) => {
      const backend = js();
      const dreams = await backend.read(dreamImages(backend, learned.machine, DREAMS, key(7)));
      const point = [learned.images, await bitsOfBars(learned.machine)] as const;
      if (!goesOn) return;
      setScene((before) => ({ learned, dreams, path: [...(before?.path ?? []), point] }));
    };
    go();
    return () => {
      goesOn = false;
    };
  }, [learning, isInSight, isPlaying]);

  const restart = () => {
    setLearning(learnBars(SEED));
    setScene(undefined);
    setEnded(false);
    setPlaying(true);
  };
  return (
    <div class="tour-stack tour-learning" ref={ref}>
      <div class="tour-row">
        <Button kind="primary" disabled={hasEnded} onClick={() => setPlaying(!isPlaying)}>
          {isPlaying && !hasEnded ? "Pause" : "Train"}
        </Button>
        <Button onClick={restart}>Start again</Button>
      </div>
      {scene && <SceneView scene={scene} hasEnded={hasEnded} />}
    </div>
  );
}

const SEED = 3;
const DREAMS = 16;
// Reports of the learning machine for one that is shown.
const REPORTS = 5;

function SceneView({ scene, hasEnded }: { scene: Scene; hasEnded: boolean }) {
  // The dreams, the curve and the words are of one machine.
  const { learned, dreams, path } = usePaced(scene, (proceed) => setTimeout(proceed, SHOWN_MS));
  const { width, height } = learned;
  const [, bits = 0] = path.at(-1) ?? [];
  return (
    <div class="tour-columns even">
      <LengthChart title="Description length" counted="images" color="var(--curve-1)" path={path} />
      <figure class="tour-figure">
        <PictureGrid images={dreams} {...{ width, height }} name="dream" zoom={12} columns={4} />
        <figcaption>
          {DREAMS} dreams (probabilities). {learned.images.toLocaleString("en")} images seen,{" "}
          {bitsInWords(bits)} for one on average.
          {hasEnded &&
            ` It has learned: its dreams are bars, and no code whatever needs less than ${bitsInWords(LEAST_BITS)} on average.`}
        </figcaption>
      </figure>
    </div>
  );
}

// A curve is followed well enough at four times a second.
const SHOWN_MS = 250;
