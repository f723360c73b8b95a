/** A file that somebody handed to the page. */
export interface DroppedFile {
  /** Its path from what was dropped or chosen: `digits/run.json` of a folder, or its name alone. */
  readonly path: string;
  readonly file: File;
}

/**
 * The files of a drop, those in dropped folders included, in no order. At most 20,000: of a folder
 * that holds more, the ones that come first.
 */
export async function droppedFiles(drop: DataTransfer): Promise<DroppedFile[]> {
  // Only for as long as the event lasts can the entries be had.
  const waiting = [...drop.items].flatMap((item) => item.webkitGetAsEntry() ?? []);
  const files: DroppedFile[] = [];
  for (let entry = waiting.pop(); entry && files.length < MOST_FILES; entry = waiting.pop()) {
    if (isDirectory(entry)) waiting.push(...(await entriesOf(entry, MOST_FILES - waiting.length)));
    else if (isFile(entry))
      files.push({ path: entry.fullPath.slice(1), file: await fileOf(entry) });
  }
  return files;
}

const MOST_FILES = 20_000;

const isDirectory = (entry: FileSystemEntry): entry is FileSystemDirectoryEntry =>
  entry.isDirectory;
const isFile = (entry: FileSystemEntry): entry is FileSystemFileEntry => entry.isFile;

const fileOf = (entry: FileSystemFileEntry) =>
  new Promise<File>((resolve, reject) => entry.file(resolve, reject));

// A reader gives a hundred at a time, and none at the end.
async function entriesOf(directory: FileSystemDirectoryEntry, most: number) {
  const reader = directory.createReader();
  const entries: FileSystemEntry[] = [];
  while (entries.length < most) {
    const more = await new Promise<FileSystemEntry[]>((resolve, reject) => {
      reader.readEntries(resolve, reject);
    });
    if (more.length === 0) break;
    entries.push(...more);
  }
  return entries;
}
