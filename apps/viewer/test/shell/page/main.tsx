import { useSignal } from "@preact/signals";
import { render } from "preact";
import { Notices, notify } from "../../../src/app/notify.tsx";
import { flag, hrefOf, integer, list, text, urlSignal, view } from "../../../src/app/route.ts";
import { ThemeSwitch } from "../../../src/app/theme-switch.tsx";
import { Button } from "../../../src/ui/button.tsx";
import { DataTable, type Sort } from "../../../src/ui/data-table.tsx";
import { Dialog } from "../../../src/ui/dialog.tsx";
import { FileDrop } from "../../../src/ui/file-drop.tsx";
import { NumberField } from "../../../src/ui/number-field.tsx";
import { Panel } from "../../../src/ui/panel.tsx";
import { Progress } from "../../../src/ui/progress.tsx";
import { Select } from "../../../src/ui/select.tsx";
import { Slider } from "../../../src/ui/slider.tsx";
import { Tabs } from "../../../src/ui/tabs.tsx";
import { TextField } from "../../../src/ui/text-field.tsx";
import { Toggle } from "../../../src/ui/toggle.tsx";
import "../../../src/app/page.css";
import "../../../src/ui/tokens.css";

// Every part once, each with a setting of the view "live" in the URL.
const hidden = urlSignal<readonly number[]>("hidden", [100], list(integer), "live");
const rate = urlSignal("rate", 5, integer, "live");
const paused = urlSignal("paused", false, flag, "live");
const rule = urlSignal("rule", "wake-sleep", text, "live");

function Parts() {
  const open = useSignal(false);
  const tab = useSignal("first");
  const sort = useSignal<Sort>({ column: "name", descending: false });
  const selected = useSignal<ReadonlySet<string>>(new Set());
  const files = useSignal("");
  const sign = sort.value.descending ? -1 : 1;
  const rows = ["a", "b", "c"].sort((a, b) => sign * a.localeCompare(b));
  return (
    <main>
      <h1>Parts</h1>
      <p data-testid="state">
        {JSON.stringify([view.value, hidden.value, rate.value, paused.value, rule.value])}
      </p>
      <a href={hrefOf("live", { hidden: "7,8", rate: "9" })}>Seven and eight</a>{" "}
      <a href={hrefOf("play", { rate: "1" })}>Elsewhere</a>
      <ThemeSwitch />
      <Panel title="Controls" note="All of them." actions={<Button onClick={() => {}}>Do</Button>}>
        <Slider
          label="Rate"
          value={rate.value}
          min={0}
          max={10}
          format={(value) => `${value} %`}
          onInput={(value) => {
            rate.value = value;
          }}
        />
        <NumberField
          label="Units"
          value={hidden.value[0] ?? 0}
          min={1}
          max={500}
          step={1}
          onChange={(value) => {
            hidden.value = [value];
          }}
        />
        <TextField
          label="Rule"
          value={rule.value}
          error={rule.value === "" ? "a rule is needed" : ""}
          onInput={(value) => {
            rule.value = value;
          }}
        />
        <Select
          label="Backend"
          value="js"
          options={[
            { value: "js", label: "JavaScript" },
            { value: "wasm", label: "WebAssembly" },
          ]}
          onChange={(value) => notify(value)}
        />
        <Toggle
          label="Paused"
          checked={paused.value}
          onChange={(value) => {
            paused.value = value;
          }}
        />
        <Progress label="Reading" value={0.456} />
        <Button kind="primary" onClick={() => notify("It failed", "error")}>
          Fail
        </Button>
        <Button kind="danger" pressed onClick={() => {}}>
          Delete
        </Button>
        <Button kind="quiet" icon="↺" label="Reset" onClick={() => {}} />
        <Button
          onClick={() => {
            open.value = true;
          }}
        >
          Open dialog
        </Button>
      </Panel>
      <Tabs
        label="Places"
        tabs={[
          { id: "first", label: "First" },
          { id: "second", label: "Second" },
        ]}
        selected={tab.value}
        onSelect={(id) => {
          tab.value = id;
        }}
      >
        Panel of {tab}
      </Tabs>
      <DataTable
        caption="Letters"
        columns={[
          { id: "name", label: "Name", cell: (row) => row },
          { id: "code", label: "Code", numeric: true, cell: (row) => row.charCodeAt(0) },
        ]}
        rows={rows}
        rowKey={(row) => row}
        sort={sort.value}
        onSort={(value) => {
          sort.value = value;
        }}
        selected={selected.value}
        onSelect={(value) => {
          selected.value = value;
        }}
      />
      <FileDrop
        label="Drop files here"
        folders
        onFiles={(found) => {
          files.value = found.map(({ path }) => path).join(" ");
        }}
      />
      <output data-testid="files">{files}</output>
      <Dialog
        title="A question"
        open={open.value}
        onClose={() => {
          open.value = false;
        }}
      >
        <p>Is it so?</p>
      </Dialog>
      <Notices />
    </main>
  );
}

render(<Parts />, document.getElementById("app") as HTMLElement);
