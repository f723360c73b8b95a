import { type Backend, type Matrix, openBackend, type States } from "@helmholtz/core";
import type { GpuJsBackend } from "@helmholtz/core/backends/gpujs";
import type { Command } from "./commands.ts";
import { type Training, trainThroughLoss } from "./train-through-loss.ts";

/** Backends in this page, at the command of a test. */
export interface Remote {
  /** Opens a backend, and gives its real name. */
  open(name: string): Promise<{ name: string; hardware: string; notice?: string }>;
  /** Does what the commands say, in order, and gives what they read. */
  perform(commands: readonly Command[]): Promise<(Matrix | States)[]>;
  /** Trains on the backend, which loses its device on the way. */
  trainThroughLoss(): Promise<Training>;
  traffic(): GpuJsBackend["traffic"];
  close(): Promise<void>;
}

export function createRemote(): Remote {
  let backend: GpuJsBackend;
  const handles = new Map<number, never>();
  const arenas: Disposable[] = [];

  return {
    async open(name) {
      const opened = await openBackend(name as "gpujs:auto", { library: await import("gpu.js") });
      backend = opened.backend as Backend as GpuJsBackend;
      return { name: backend.name, hardware: backend.hardware, notice: opened.notice };
    },

    async perform(commands) {
      const reads: Promise<Matrix | States>[] = [];
      const at = (id: number) => handles.get(id) as never;
      const layerOf = ({ weights, bias }: { weights: number; bias: number }) => ({
        weights: at(weights),
        bias: at(bias),
      });
      for (const command of commands) {
        switch (command.verb) {
          case "predict":
            handles.set(
              command.id,
              backend.predict(layerOf(command.layer), at(command.x)) as never,
            );
            break;
          case "sample": {
            const { id, layer, x, key, firstRow } = command;
            handles.set(id, backend.sample(layerOf(layer), at(x), key, firstRow) as never);
            break;
          }
          case "logProb": {
            const { id, layer, x, s } = command;
            handles.set(id, backend.logProb(layerOf(layer), at(x), at(s)) as never);
            break;
          }
          case "learn": {
            const { layer, x, s, update, weight } = command;
            const own = { ...update, moments: update.moments.map(layerOf) };
            backend.learn(
              layerOf(layer),
              at(x),
              at(s),
              own,
              weight === undefined ? weight : at(weight),
            );
            break;
          }
          case "upload":
            handles.set(command.id, backend.upload(command.m) as never);
            break;
          case "uploadStates":
            handles.set(command.id, backend.uploadStates(command.s) as never);
            break;
          case "read":
            reads.push(backend.read(at(command.id)));
            break;
          case "readStates":
            reads.push(backend.readStates(at(command.id)));
            break;
          case "openArena":
            arenas.push(backend.arena());
            break;
          case "closeArena":
            arenas.pop()?.[Symbol.dispose]();
            break;
          default:
            command satisfies never;
        }
      }
      return Promise.all(reads);
    },

    trainThroughLoss: () => trainThroughLoss(backend, () => globalThis.devices.lose()),
    traffic: () => backend.traffic,
    close: async () => backend[Symbol.asyncDispose](),
  };
}
