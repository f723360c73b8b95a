import { useSignal } from "@preact/signals";
import { Button } from "../../../ui/button.tsx";
import { Dialog } from "../../../ui/dialog.tsx";
import { Toggle } from "../../../ui/toggle.tsx";
import { state } from "../view-state.ts";
import { runColumns } from "./run-columns.tsx";

/** Chooses the columns of the table. */
export function ColumnChoice() {
  const open = useSignal(false);
  const chosen = state.columns.value;
  const choose = (id: string, on: boolean) => {
    // In the order of the table, whatever the order of choosing.
    state.columns.value = runColumns
      .map((column) => column.id)
      .filter((other) => (other === id ? on : chosen.includes(other)));
  };
  return (
    <>
      <Button onClick={() => (open.value = true)}>Columns</Button>
      <Dialog title="Columns of the table" open={open.value} onClose={() => (open.value = false)}>
        <div class="results-columns">
          {runColumns.map(({ id, label }) => (
            <Toggle
              key={id}
              label={label}
              checked={chosen.includes(id)}
              onChange={(on) => choose(id, on)}
            />
          ))}
        </div>
      </Dialog>
    </>
  );
}
