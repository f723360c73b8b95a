import type { ComponentChildren } from "preact";
import "./data-table.css";

export interface Column<Row> {
  id: string;
  label: string;
  /** What its values are, as a tooltip of the head. */
  title?: string;
  cell(row: Row): ComponentChildren;
  /** Set to the right, with figures of one width. */
  numeric?: boolean;
  /** A CSS width that most values have room in, so that nothing moves as they come. Default that of the values. */
  width?: string;
  /** Whether a click on its head sorts, where the table can; default true. */
  sortable?: boolean;
}

export interface Sort {
  readonly column: string;
  readonly descending: boolean;
}

export interface DataTableProps<Row> {
  /** What the table holds, above it. */
  caption: string;
  columns: readonly Column<Row>[];
  /** In the order to be shown: sorting is the caller's. */
  rows: readonly Row[];
  rowKey(row: Row): string;
  sort?: Sort;
  /** Makes the heads buttons; called with the sort that a click asks for. */
  onSort?(sort: Sort): void;
  /** Keys of the rows that are ticked. */
  selected?: ReadonlySet<string>;
  /** Gives each row a box to tick; called with the keys to be ticked then. */
  onSelect?(selected: ReadonlySet<string>): void;
  /** Called with whether a pointer is among the rows, as it comes and as it goes. */
  onPoint?(isAmongRows: boolean): void;
}

/** Rows of values under named columns. The first column names its row; wide tables scroll by themselves. */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { caption, columns, rows, rowKey, sort, onSort, selected, onSelect, onPoint } = props;
  const tick = (key: string, on: boolean) => {
    const next = new Set(selected);
    if (on) next.add(key);
    else next.delete(key);
    onSelect?.(next);
  };
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be within reach of the keyboard.
    <section class="data-table" tabIndex={0} aria-label={caption}>
      <table>
        <caption>{caption}</caption>
        <thead>
          <tr>
            {onSelect && <td />}
            {columns.map((column) => (
              <Head key={column.id} column={column} sort={sort} onSort={onSort} />
            ))}
          </tr>
        </thead>
        <tbody onPointerEnter={() => onPoint?.(true)} onPointerLeave={() => onPoint?.(false)}>
          {rows.map((row) => {
            const key = rowKey(row);
            return (
              <tr key={key} aria-selected={onSelect && selected?.has(key)}>
                {onSelect && (
                  <td>
                    <input
                      type="checkbox"
                      aria-label={`Select ${key}`}
                      checked={selected?.has(key)}
                      onChange={(event) => tick(key, event.currentTarget.checked)}
                    />
                  </td>
                )}
                {columns.map((column, index) => {
                  const Cell = index === 0 ? "th" : "td";
                  return (
                    <Cell
                      key={column.id}
                      scope={index === 0 ? "row" : undefined}
                      class={column.numeric ? "numeric" : undefined}
                    >
                      {column.cell(row)}
                    </Cell>
                  );
                })}
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}

interface HeadProps<Row> {
  column: Column<Row>;
  sort: Sort | undefined;
  onSort: ((sort: Sort) => void) | undefined;
}

function Head<Row>({ column, sort, onSort }: HeadProps<Row>) {
  const { id, label, title, numeric, width, sortable = true } = column;
  const sorted = sort?.column === id ? sort : undefined;
  const order = sorted?.descending ? "descending" : "ascending";
  return (
    <th
      scope="col"
      title={title}
      class={numeric ? "numeric" : undefined}
      style={{ minWidth: width }}
      aria-sort={sorted && order}
    >
      {onSort && sortable ? (
        <button
          type="button"
          onClick={() => onSort({ column: id, descending: sorted ? !sorted.descending : false })}
        >
          {label}
          <span aria-hidden="true">{sorted ? (sorted.descending ? " ↓" : " ↑") : ""}</span>
        </button>
      ) : (
        label
      )}
    </th>
  );
}
