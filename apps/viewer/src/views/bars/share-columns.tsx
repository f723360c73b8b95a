import type { Column } from "../../ui/data-table.tsx";
import { ShareBar } from "./share-bar.tsx";

/** A row that says how likely something is, exactly and as recognition has it. */
export interface ShareRow {
  readonly exact: number;
  readonly recognized: number;
}

/** Both shares beside each other, to be compared. */
export const shareColumns: readonly Column<ShareRow>[] = [
  {
    id: "exact",
    label: "Exact posterior",
    cell: ({ exact }) => <ShareBar value={exact} kind="exact" />,
  },
  {
    id: "recognized",
    label: "Recognition",
    cell: ({ recognized }) => <ShareBar value={recognized} kind="recognized" />,
  },
];
