import { fold, key } from "@helmholtz/core";
import { useState } from "preact/hooks";
import { PixelGrid } from "../../../pictures/pixel-grid.tsx";
import { Button } from "../../../ui/button.tsx";
import { flipPixel, image, numberOf, pixelsOf, SIDE } from "../image.ts";
import { barsData } from "../machine/bars.ts";

/** The image of the tour, to be changed by its pixels or for another of the data. */
export function ImageChoice() {
  return (
    <div class="tour-stack">
      <PixelGrid
        values={pixelsOf(image.value)}
        {...{ width: SIDE, height: SIDE }}
        label="the image"
        zoom={36}
        onPixel={flipPixel}
      />
      <div class="tour-row">
        <OtherImages />
      </div>
    </div>
  );
}

/** Takes another image of the data, or the one that is all on. */
export function OtherImages() {
  const [drawn, setDrawn] = useState(0);
  const draw = () => {
    for (let next = drawn + 1; ; next++) {
      const number = numberOf(barsData.train.draw([next], fold(key(1), next)).data);
      if (number === image.value) continue;
      setDrawn(next);
      image.value = number;
      return;
    }
  };
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
