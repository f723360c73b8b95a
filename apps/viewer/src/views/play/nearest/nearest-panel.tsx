import { type GreyImages, imageCount } from "@helmholtz/core";
import { useEffect, useState } from "preact/hooks";
import { Picture } from "../../../pictures/picture.tsx";
import { Panel } from "../../../ui/panel.tsx";
import { Select } from "../../../ui/select.tsx";
import type { PlayedMachine } from "../machine/played-machine.ts";
import {
  type Distance,
  HELD_OUT,
  type Nearest,
  nearestImage,
  usualDistance,
} from "./nearest-image.ts";
import { type TrainingImages, trainingImages } from "./training-images.ts";

export interface NearestPanelProps {
  played: PlayedMachine;
  /** The dream: [pixels], 0 to 1. */
  picture: Float32Array;
}

/** The training image nearest to a dream: whether the machine only remembers. */
export function NearestPanel({ played, picture }: NearestPanelProps) {
  const [images, setImages] = useState<TrainingImages>();
  const { record } = played;
  useEffect(() => {
    let isWanted = true;
    setImages(undefined);
    trainingImages(record).then(
      (found) => isWanted && setImages(found),
      (error: Error) => isWanted && setImages({ type: "unknown", reason: error.message }),
    );
    return () => {
      isWanted = false;
    };
  }, [record]);
  return (
    <Panel
      title="Memory or dream"
      note="The training image that is nearest to the dream. What a machine only remembers is much nearer to one than a new digit is."
    >
      {!images && <p role="status">Fetching the training images</p>}
      {images?.type === "unknown" && <p>{images.reason}</p>}
      {images?.type === "known" && <Beside {...images} picture={picture} />}
    </Panel>
  );
}

interface BesideProps {
  images: GreyImages;
  heldOut: GreyImages;
  picture: Float32Array;
}

function Beside({ images, heldOut, picture }: BesideProps) {
  const [distance, setDistance] = useState<Distance>("differing");
  const [found, setFound] = useState<{ nearest: Nearest; distance: Distance }>();
  const usual = useUsualDistance(heldOut, images, distance);
  useEffect(() => {
    const abort = new AbortController();
    nearestImage(picture, images, distance, abort.signal).then(
      (nearest) => setFound({ nearest, distance }),
      () => {}, // another picture is looked for
    );
    return () => abort.abort();
  }, [images, picture, distance]);
  if (!found) return <p role="status">Looking for it</p>;
  const { width, height } = images;
  const { index } = found.nearest;
  const size = width * height;
  const near = images.pixels.subarray(index * size, (index + 1) * size);
  const label = images.labels?.[index];
  const shown = [
    { values: picture, caption: "the dream (probabilities)" },
    {
      values: Float32Array.from(near, (level) => level / 255),
      caption: `training image ${index}${label === undefined ? "" : `, a ${label}`}`,
    },
  ];
  return (
    <div class="nearest">
      <div class="nearest-pair">
        {shown.map(({ values, caption }, n) => (
          <figure key={n}>
            <Picture {...{ values, width, height }} zoom={112 / width} label={caption} />
            <figcaption>{caption}</figcaption>
          </figure>
        ))}
      </div>
      <p>
        <b>{formatDistance(found.nearest.distance, found.distance)}</b>, the nearest of{" "}
        {imageCount(images).toLocaleString("en")}.{" "}
        {usual === undefined
          ? "How far a new digit usually is from the nearest is being computed."
          : `A digit that the machine has never seen is ${formatDistance(usual, distance)} from the nearest of them, on average of ${HELD_OUT} held-out ones.`}
      </p>
      <Select<Distance>
        label="Distance"
        value={distance}
        options={[
          { value: "differing", label: "pixels that differ" },
          { value: "euclidean", label: "Euclidean, of grey pixels" },
        ]}
        onChange={setDistance}
      />
    </div>
  );
}

// Computed once for the same images and distance, at leisure.
function useUsualDistance(
  heldOut: GreyImages,
  images: GreyImages,
  distance: Distance,
): number | undefined {
  const [found, setFound] = useState<{ images: GreyImages; distance: Distance; usual: number }>();
  useEffect(() => {
    const abort = new AbortController();
    usualDistance(heldOut, images, distance, abort.signal).then(
      (usual) => setFound({ images, distance, usual }),
      () => {}, // another is wanted
    );
    return () => abort.abort();
  }, [heldOut, images, distance]);
  return found?.images === images && found.distance === distance ? found.usual : undefined;
}

function formatDistance(value: number, distance: Distance): string {
  switch (distance) {
    case "differing":
      return `${Number.isInteger(value) ? value : value.toFixed(1)} pixels`;
    case "euclidean":
      return value.toFixed(2);
    default:
      return distance satisfies never;
  }
}
