import { smallest } from "../panels/layout.ts";

/** What a terminal says that has no room for the dashboard. */
export function tooSmall({ columns, rows }: { columns: number; rows: number }): string {
  return `helmholtz needs ${smallest.columns} × ${smallest.rows} characters, this is ${columns} × ${rows}`;
}
