import { existsSync } from "node:fs";
import { readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { decodePicture, encodeSmallPicture, type Picture } from "./picture.ts";

const folder = fileURLToPath(new URL("references", import.meta.url));

/** How it should look; nothing where nobody has said so yet. */
export async function readReference(name: string): Promise<Picture | undefined> {
  const path = fileOf(name);
  return existsSync(path) ? decodePicture(await readFile(path)) : undefined;
}

/** Makes a picture the one to look like from now on. */
export async function writeReference(name: string, picture: Picture): Promise<void> {
  await writeFile(fileOf(name), encodeSmallPicture(picture));
}

/** Removes the references of views that are no more. */
export async function keepReferences(names: ReadonlySet<string>): Promise<void> {
  for (const file of await readdir(folder)) {
    if (!names.has(file.replace(/\.png$/, ""))) await rm(join(folder, file));
  }
}

function fileOf(name: string): string {
  return join(folder, `${name}.png`);
}
