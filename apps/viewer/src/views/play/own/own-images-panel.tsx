import { imageCount } from "@helmholtz/core";
import { signal } from "@preact/signals";
import { attempt } from "../../../app/notify.tsx";
import { lastHrefOf } from "../../../app/route.ts";
import type { OwnImages } from "../../../machine/page-data.ts";
import { fitPicture } from "../../../pictures/grey/fit-picture.ts";
import type { GreyPicture } from "../../../pictures/grey/grey-picture.ts";
import { type BrightPicture, inkOf, readPicture } from "../../../pictures/grey/read-picture.ts";
import { Picture } from "../../../pictures/picture.tsx";
import { Button } from "../../../ui/button.tsx";
import type { DroppedFile } from "../../../ui/dropped-file.ts";
import { FileDrop } from "../../../ui/file-drop.tsx";
import { Panel } from "../../../ui/panel.tsx";
import { Slider } from "../../../ui/slider.tsx";
import { Toggle } from "../../../ui/toggle.tsx";
import { readOwnImages } from "../../live/own-images.ts";
import { forgetHeldOut } from "../draw/held-out.ts";
import type { Pad } from "../draw/pad.ts";
import { state } from "../play-state.ts";

const picture = signal<{ file: BrightPicture; isInverted: boolean }>();
const set = signal<{ own: OwnImages; index: number }>();

/** A person's own pictures: one file to lay on the pad, or a whole set to look through. */
export function OwnImagesPanel({ pad }: { pad: Pad }) {
  return (
    <Panel title="Your own images">
      <FileDrop
        label="Drop a PNG or JPEG of one image here, or an IDX file of many"
        accept="image/*,.gz,.idx,.idx3,application/octet-stream,application/gzip"
        onFiles={(files) => take(files, pad)}
      />
      {picture.value && <OnePicture pad={pad} {...picture.value} />}
      {set.value && <PictureSet pad={pad} {...set.value} />}
    </Panel>
  );
}

async function take(files: readonly DroppedFile[], pad: Pad): Promise<void> {
  await attempt("own pictures", async () => {
    const [first] = files;
    if (first && files.length === 1 && !(await isIdx(first.file))) {
      const file = await readPicture(first.file);
      picture.value = { file, isInverted: file.isOnPaper };
      lay(pad, inkOf(file, file.isOnPaper));
      return;
    }
    set.value = { own: await readOwnImages(files), index: 0 };
  });
}

// Plain or gzip, which begin with two zero bytes or 1f 8b; no kind of picture does either.
async function isIdx(file: File): Promise<boolean> {
  const [a, b] = new Uint8Array(await file.slice(0, 2).arrayBuffer());
  return (a === 0 && b === 0) || (a === 0x1f && b === 0x8b);
}

function lay(pad: Pad, image: GreyPicture, isCentred = state.centre.peek()): void {
  forgetHeldOut();
  pad.lay(fitPicture(image, pad, isCentred));
}

interface OnePictureProps {
  pad: Pad;
  file: BrightPicture;
  isInverted: boolean;
}

function OnePicture({ pad, file, isInverted }: OnePictureProps) {
  return (
    <div class="play-own">
      <p class="panel-note" role="status">
        {file.name}, {file.bright.width} × {file.bright.height} pixels
      </p>
      <Toggle
        label="Dark ink on light paper"
        checked={isInverted}
        onChange={(isInverted) => {
          picture.value = { file, isInverted };
          lay(pad, inkOf(file, isInverted));
        }}
      />
      <div class="play-buttons">
        <Button onClick={() => lay(pad, inkOf(file, isInverted))}>Lay it on the pad again</Button>
      </div>
    </div>
  );
}

interface PictureSetProps {
  pad: Pad;
  own: OwnImages;
  index: number;
}

function PictureSet({ pad, own, index }: PictureSetProps) {
  const { images, name } = own;
  const { width, height, labels } = images;
  const count = imageCount(images);
  const size = width * height;
  const grey = Float32Array.from(
    images.pixels.subarray(index * size, (index + 1) * size),
    (value) => value / 255,
  );
  const label = labels?.[index];
  const isSameSize = width === pad.width && height === pad.height;
  return (
    <div class="play-own">
      <p class="panel-note" role="status">
        {name}: {count.toLocaleString("en")} images of {width} × {height} pixels
      </p>
      <Slider
        label="Image"
        min={0}
        max={Math.max(1, count - 1)}
        value={index}
        disabled={count < 2}
        format={(at) => (label === undefined ? String(at) : `${at}, of class ${label}`)}
        onInput={(at) => {
          set.value = { own, index: Math.min(at, count - 1) };
        }}
      />
      <Picture
        values={grey}
        {...{ width, height }}
        zoom={112 / width}
        label={`image ${index} of ${name}`}
      />
      <div class="play-buttons">
        <Button
          onClick={() => lay(pad, { width, height, grey }, !isSameSize && state.centre.peek())}
        >
          Lay it on the pad
        </Button>
        <Button onClick={() => learnFrom(own)}>Train a machine on these images</Button>
      </div>
    </div>
  );
}

// The live view is fetched only now.
async function learnFrom(own: OwnImages): Promise<void> {
  await attempt("own pictures", async () => {
    const [{ ownImages }, { changeSettings }] = await Promise.all([
      import("../../live/live-training.ts"),
      import("../../live/live-settings.ts"),
    ]);
    ownImages.value = own;
    changeSettings({ data: own.name, classes: undefined });
    location.hash = lastHrefOf("live");
  });
}
