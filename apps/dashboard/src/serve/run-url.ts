/** What is asked for below `/runs/`. A run's id is the path of its folder, with slashes. */
export type RunUrl =
  | { readonly type: "runs" }
  | {
      readonly type: "record" | "log" | "checkpoints" | "checkpoint";
      readonly id: string;
      /** Path in the run's folder: of `checkpoints`, the folder that is to be listed. */
      readonly file: string;
    };

/**
 * Reads `/runs/index.json`, `/runs/<id>/run.json`, `/runs/<id>/events.jsonl`,
 * `/runs/<id>/checkpoints/index.json` or `/runs/<id>/checkpoints/<step>.safetensors`; undefined for
 * everything else, and for an id with a part that is hidden or could lead elsewhere.
 */
export function parseRunUrl(url: string): RunUrl | undefined {
  const [path = ""] = url.split("?");
  const parts = path.split("/").slice(2).map(decode);
  if (!parts.every((part) => part !== undefined)) return undefined;
  if (parts.length === 1 && parts[0] === "index.json") return { type: "runs" };
  const name = parts.at(-1) ?? "";
  const inCheckpoints = parts.at(-2) === "checkpoints";
  const id = (length: number) => parts.slice(0, -length).join("/");
  if (parts.length > 1 && name === "run.json") return { type: "record", id: id(1), file: name };
  if (parts.length > 1 && name === "events.jsonl") return { type: "log", id: id(1), file: name };
  if (parts.length < 3 || !inCheckpoints) return undefined;
  if (name === "index.json") return { type: "checkpoints", id: id(2), file: "checkpoints" };
  if (!CHECKPOINT.test(name)) return undefined;
  return { type: "checkpoint", id: id(2), file: `checkpoints/${name}` };
}

/** Name of a checkpoint's file: the step in at least twelve digits. */
export const CHECKPOINT = /^(\d{12,})\.safetensors$/;

// One name of a path, or undefined where it could be more than that on some system.
function decode(part: string): string | undefined {
  try {
    const name = decodeURIComponent(part);
    return name === "" || name.startsWith(".") || /[/\\\0]/.test(name) ? undefined : name;
  } catch {
    return undefined;
  }
}
