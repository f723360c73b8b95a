import { imageCount, writeIdxImages } from "@helmholtz/core";
import { attempt } from "../../app/notify.tsx";
import { saveFile } from "../../charts/save-file.ts";
import type { OwnImages } from "../../machine/page-data.ts";
import { hasClasses, pageDataNames } from "../../machine/settings.ts";
import { Button } from "../../ui/button.tsx";
import type { DroppedFile } from "../../ui/dropped-file.ts";
import { FileDrop } from "../../ui/file-drop.tsx";
import { Panel } from "../../ui/panel.tsx";
import { Select } from "../../ui/select.tsx";
import { changeSettings, settings } from "./live-settings.ts";
import { ownImages } from "./live-training.ts";
import { readOwnImages } from "./own-images.ts";

const TITLES: Readonly<Record<(typeof pageDataNames)[number], string>> = {
  mnist: "Digits (MNIST, 10,000)",
  bars: "Bars, 4 × 4",
  shifter: "Shifter, 8 × 4",
  kirby: "Kirby's lines, 3 × 3",
};

/** What the machine learns from. */
export function DataControls() {
  const { data, binarization } = settings.value;
  const own = ownImages.value;
  const names = [...new Set([...pageDataNames, ...(own ? [own.name] : []), data])];
  return (
    <Panel title="Data">
      <Select
        label="Images"
        value={data}
        options={names.map((name) => ({
          value: name,
          label: TITLES[name as keyof typeof TITLES] ?? name,
        }))}
        onChange={(data) => changeSettings({ data, classes: undefined })}
      />
      {hasClasses(settings.value) && <ClassChips />}
      <Select
        label="Grey pixels become bits"
        value={binarization}
        options={[
          { value: "sample", label: "drawn anew at every pass" },
          { value: "threshold", label: "on from half brightness" },
        ]}
        onChange={(binarization) => changeSettings({ binarization })}
      />
      <details>
        <summary>Your own images</summary>
        <FileDrop
          label="Drop pictures (PNG or JPEG), or an IDX file of images with its labels if you have them"
          folders
          onFiles={take}
        />
        {own?.isPutTogether && <PutTogether own={own} />}
      </details>
    </Panel>
  );
}

/** One button for each class of the images. */
function ClassChips() {
  const { classes, data } = settings.value;
  const labels = data === ownImages.value?.name ? ownImages.value.images.labels : undefined;
  const all = data === "mnist" ? DIGITS : [...new Set(labels)].sort((a, b) => a - b);
  if (all.length < 2) return null;
  const chosen = new Set(classes ?? all);
  const choose = (wanted: readonly number[]) => {
    if (wanted.length > 0) {
      changeSettings({ classes: wanted.length === all.length ? undefined : wanted });
    }
  };
  return (
    <fieldset class="class-chips">
      <legend>Classes</legend>
      {all.map((one) => (
        <Button
          key={one}
          pressed={chosen.has(one)}
          label={`Class ${one}`}
          onClick={() => choose(all.filter((other) => chosen.has(other) !== (other === one)))}
        >
          {`${one}`}
        </Button>
      ))}
      <Button disabled={classes === undefined} onClick={() => choose(all)}>
        All
      </Button>
    </fieldset>
  );
}

/** What was made of pictures, to be kept: the command line reads no pictures. */
function PutTogether({ own: { name, images } }: { own: OwnImages }) {
  const save = () => saveFile(name, new Blob([new Uint8Array(writeIdxImages(images))]));
  return (
    <>
      <p class="panel-note">
        {imageCount(images)} pictures of {images.width} × {images.height}. Save them as one file for
        the command line:
      </p>
      <Button onClick={save}>Save as IDX</Button>
    </>
  );
}

const DIGITS = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];

async function take(files: readonly DroppedFile[]): Promise<void> {
  await attempt("own images", async () => {
    const own = await readOwnImages(files);
    ownImages.value = own;
    changeSettings({ data: own.name, classes: undefined });
  });
}
