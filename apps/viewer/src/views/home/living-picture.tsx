import { useEffect, useState } from "preact/hooks";
import { Picture } from "../../pictures/picture.tsx";
import { Button } from "../../ui/button.tsx";
import type { LivingMachine, Scene } from "./living-machine.ts";
import { NetworkDrawing } from "./network-drawing.tsx";
import "./living-picture.css";

/** A machine that learns bars while one looks: its units, the dream or image at hand, and the last dreams. */
export function LivingPicture() {
  const [machine, setMachine] = useState<LivingMachine>();
  const [failure, setFailure] = useState<Error>();
  const [playing, setPlaying] = useState(!matchMedia("(prefers-reduced-motion: reduce)").matches);
  useEffect(() => {
    import("./living-machine.ts")
      .then(({ openLivingMachine }) => openLivingMachine())
      .then(setMachine, setFailure);
  }, []);
  useEffect(() => {
    if (playing) machine?.play();
    return () => machine?.pause();
  }, [machine, playing]);

  // The page around it is of use all the same.
  if (failure) return null;
  const scene = machine?.scene.value;
  return (
    <figure class="living">
      <div class="living-head">
        <p class={`living-phase ${scene?.moment.phase ?? ""}`}>
          {scene && phases[scene.moment.phase]}
        </p>
        <Button onClick={() => setPlaying(!playing)}>{playing ? "Pause" : "Play"}</Button>
      </div>
      <div class="living-network">{scene && <NetworkDrawing scene={scene} />}</div>
      <div class="living-dreams" aria-hidden="true">
        {scene && scene.dreams.length > 0 && <span>Last dreams</span>}
        {scene && <Dreams scene={scene} />}
      </div>
      <figcaption>{scene && captionOf(scene)}</figcaption>
    </figure>
  );
}

const phases = {
  sleep: "Sleep: a dream comes down",
  wake: "Wake: causes are found upward",
};

function Dreams({ scene: { dreams, learned } }: { scene: Scene }) {
  const { width, height } = learned;
  return dreams.map((dream, index) => (
    <Picture
      key={dreams.length - index}
      values={dream}
      {...{ width, height }}
      zoom={DREAM_SIZE / width}
    />
  ));
}

const DREAM_SIZE = 36;

function captionOf({ learned: { images }, bits, least }: Scene): string {
  const seen = `${images.toLocaleString("en")} images seen`;
  const end = least ? ` It has learned; no code needs less than ${least.toFixed(1)}.` : "";
  return `Learning bars in this page: ${seen}, ${bits.toFixed(1)} bits to describe one.${end}`;
}
