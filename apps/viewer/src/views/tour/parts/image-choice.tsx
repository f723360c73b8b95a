import type { Signal } from "@preact/signals";
import { PixelGrid } from "../../../pictures/pixel-grid.tsx";
import { Button } from "../../../ui/button.tsx";
import { pixelsOf, SIDE } from "../../bars/bars-image.ts";
import { useOtherImage } from "../../bars/use-other-image.ts";

/** The image of a chapter, to be changed by its pixels or for another of the data. */
export function ImageChoice({ image }: { image: Signal<number> }) {
  return (
    <div class="tour-stack">
      <PixelGrid
        values={pixelsOf(image.value)}
        {...{ width: SIDE, height: SIDE }}
        label="the image"
        zoom={36}
        onPixel={(pixel) => {
          image.value ^= 1 << pixel;
        }}
      />
      <div class="tour-row">
        <OtherImages image={image} />
      </div>
    </div>
  );
}

/** Takes another image of the data, or the one that is all on. */
export function OtherImages({ image }: { image: Signal<number> }) {
  const draw = useOtherImage(image);
  return (
    <>
      <Button onClick={draw}>Another image</Button>
      <Button
        onClick={() => {
          image.value = FULL;
        }}
      >
        All on
      </Button>
    </>
  );
}

const FULL = 2 ** (SIDE * SIDE) - 1;
