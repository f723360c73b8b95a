import type { RunRecord } from "@helmholtz/core";
import { type Column, DataTable } from "../../../ui/data-table.tsx";
import type { ComparedRun } from "../compare/compared-run.ts";
import { type DifferingSetting, differingSettings } from "./differing-settings.ts";
import { flattenSettings } from "./flatten-settings.ts";
import { settingName, settingValue } from "./setting-words.ts";

/** What tells the selected runs apart, setting by setting; of a single run, all of its settings. */
export function SettingTable({ runs }: { runs: readonly ComparedRun[] }) {
  const recorded = runs.flatMap((compared) => {
    const record = compared.run.record.value;
    return record ? [{ ...compared, record }] : [];
  });
  const rows = rowsOf(recorded.map(({ record }) => record));
  if (recorded.length === 0)
    return <p class="results-none">No settings are known of these runs.</p>;
  if (rows.length === 0) {
    return <p class="results-none">These runs have the same settings, all of them.</p>;
  }
  const setting: Column<DifferingSetting> = {
    id: "name",
    label: "Setting",
    cell: ({ name }) => <span title={name}>{settingName(name)}</span>,
  };
  const columns = recorded.map(
    ({ key, name }, index): Column<DifferingSetting> => ({
      ...{ id: key, label: name },
      cell: ({ name, values }) => settingValue(name, values[index]),
    }),
  );
  return (
    <DataTable
      caption={
        recorded.length > 1
          ? "What differs between the selected runs"
          : `All settings of ${recorded[0]?.name}`
      }
      columns={[setting, ...columns]}
      rows={rows}
      rowKey={({ name }) => name}
    />
  );
}

function rowsOf(records: readonly RunRecord[]): readonly DifferingSetting[] {
  const [only] = records;
  if (only && records.length === 1) {
    return Array.from(flattenSettings(only), ([name, value]) => ({ name, values: [value] }));
  }
  return differingSettings(records);
}
