import { openBackend } from "@helmholtz/core";

const opened = openBackend().then(({ backend, notice }) => ({ name: backend.name, notice }));
Object.assign(globalThis, { opened });
