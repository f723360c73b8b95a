import { Button } from "../../../ui/button.tsx";
import { NumberField } from "../../../ui/number-field.tsx";
import { Slider } from "../../../ui/slider.tsx";
import { Toggle } from "../../../ui/toggle.tsx";
import { selectedRuns } from "../selection.ts";
import { filmLoops, filmRate, isPlaying, pauseFilm, playFilm } from "./film.ts";
import { Icon } from "./icon.tsx";
import { isFollowing, showIndex, shownIndex, storedSteps } from "./shown-step.ts";
import { stepWords } from "./step-words.ts";

/** The one slider that moves charts, pictures and ledger through the stored steps of all runs. */
export function Transport() {
  const steps = storedSteps.value;
  const index = shownIndex.value;
  const runs = selectedRuns.value;
  const move = (to: number) => {
    pauseFilm();
    showIndex(to);
  };
  const play = () => (isPlaying.peek() ? pauseFilm() : playFilm());
  const epochs = runs.map(({ run }) => run.run.value.epochs);
  const words = (at: number) => {
    const step = stepWords(steps[at] ?? 0, ...epochs);
    return runs.length > 1 && isFollowing.value ? `each run's latest, up to ${step}` : step;
  };
  if (steps.length === 0) return null;
  return (
    <section
      class="results-transport"
      aria-label="Step"
      onKeyDown={(event) => {
        const isSlider = event.target instanceof HTMLInputElement && event.target.type === "range";
        if (event.key !== " " || !isSlider) return;
        event.preventDefault();
        play();
      }}
    >
      <div class="results-transport-buttons">
        <Button
          label="First step"
          icon={<Icon name="first" />}
          onClick={() => move(0)}
          disabled={index <= 0}
        />
        <Button
          label="Step before"
          icon={<Icon name="before" />}
          onClick={() => move(index - 1)}
          disabled={index <= 0}
        />
        <Button
          kind="primary"
          label={isPlaying.value ? "Pause the film" : "Play as a film"}
          icon={<Icon name={isPlaying.value ? "pause" : "play"} />}
          onClick={play}
          disabled={steps.length < 2}
        />
        <Button
          label="Next step"
          icon={<Icon name="next" />}
          onClick={() => move(index + 1)}
          disabled={index >= steps.length - 1}
        />
        <Button
          label="Latest step"
          icon={<Icon name="last" />}
          onClick={() => move(steps.length - 1)}
          disabled={isFollowing.value}
        />
      </div>
      <div class="results-transport-slider">
        <Slider
          label="Step"
          min={0}
          max={Math.max(1, steps.length - 1)}
          value={index}
          onInput={move}
          format={words}
          disabled={steps.length < 2}
        />
      </div>
      <details class="results-transport-options">
        <summary>
          <span>Options</span>
        </summary>
        <div>
          <NumberField
            label="Steps a second"
            min={1}
            max={60}
            step={1}
            value={filmRate.value}
            onChange={(rate) => {
              filmRate.value = rate;
            }}
          />
          <Toggle
            label="Loop"
            checked={filmLoops.value}
            onChange={(on) => {
              filmLoops.value = on;
            }}
          />
        </div>
      </details>
    </section>
  );
}
