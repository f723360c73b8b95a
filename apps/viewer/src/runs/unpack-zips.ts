import type { DroppedFile } from "../ui/dropped-file.ts";
import { MOST_ZIP_BYTES } from "./read-zip.ts";
import type { Unzipped } from "./unzip.worker.ts";

/** Files that somebody handed to the page, with those of runs in zip archives in the archives' places. */
export interface UnpackedFiles {
  readonly files: readonly DroppedFile[];
  /** Why archives were not opened, one message each. */
  readonly problems: readonly string[];
}

/** Opens the zip archives among some files, a folder called like the archive for each. */
export async function unpackZips(dropped: readonly DroppedFile[]): Promise<UnpackedFiles> {
  const files = dropped.filter((file) => !isZip(file));
  const zips = dropped.filter(isZip);
  const problems: string[] = [];
  if (zips.length > MOST_ZIPS) {
    problems.push(
      `of ${zips.length} zip archives, only the first ${MOST_ZIPS} were opened; drop the others by themselves`,
    );
  }
  for (const { path, file } of zips.slice(0, MOST_ZIPS)) {
    const unzipped = await unzip(file);
    if ("problem" in unzipped) {
      problems.push(unzipped.problem);
      continue;
    }
    const folder = path.replace(ZIP, "");
    for (const { path: inside, bytes } of unzipped.files) {
      const name = inside.slice(inside.lastIndexOf("/") + 1);
      files.push({ path: `${folder}/${inside}`, file: new File([bytes], name) });
    }
  }
  return { files, problems };
}

const ZIP = /\.zip$/i;
const MOST_ZIPS = 16;
// Made to take forever, an archive must not.
const PATIENCE_MS = 60_000;

function isZip({ path }: DroppedFile): boolean {
  return ZIP.test(path);
}

function unzip(file: File): Promise<Unzipped> {
  const { name } = file;
  if (file.size > MOST_ZIP_BYTES) {
    const most = `at most ${MOST_ZIP_BYTES / 2 ** 20} MB can be opened here`;
    return Promise.resolve({ problem: `${name}: ${most}; unpack it and drop the folder` });
  }
  const worker = new Worker(new URL("./unzip.worker.ts", import.meta.url), { type: "module" });
  return new Promise<Unzipped>((resolve) => {
    const fail = (reason: string) => resolve({ problem: `${name}: ${reason}; unpack it yourself` });
    const timer = setTimeout(fail, PATIENCE_MS, "it takes too long to open");
    worker.addEventListener("message", ({ data }: MessageEvent<Unzipped>) => {
      clearTimeout(timer);
      resolve(data);
    });
    worker.addEventListener("error", () => fail("it could not be opened"));
    worker.postMessage(file);
  }).finally(() => worker.terminate());
}
