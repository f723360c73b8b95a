import { createRemote } from "./remote.ts";

Object.assign(globalThis, { remote: createRemote() });
