import type { ComponentChildren } from "preact";
import { useLocation } from "wouter-preact";
import { pageAddress, useParameters } from "../address.js";
import { inOrder, number } from "../format.js";
import { say } from "../language.js";
import type { PageName } from "../page-names.js";

export interface Column<Row> {
  readonly name: string;
  readonly head: ComponentChildren;
  readonly cell: (row: Row) => ComponentChildren;
  /** By what rows are sorted in the browser; left out: not by this column. What is null comes last. */
  readonly sort?: ((row: Row) => string | number | null | undefined) | undefined;
  readonly isNumber?: boolean;
}

interface Table<Row> {
  readonly caption: ComponentChildren;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly idOf: (row: Row) => string;
  /** How many there are without the filter, where something is filtered; and what they are called. */
  readonly of?: { readonly total: number; readonly called: string };
  /** The page that it stands on, if it can be sorted: the order stands in the address, as `sap`. */
  readonly page?: PageName;
  /** The rows come in the order of the address already. */
  readonly isSorted?: boolean;
  readonly empty?: string;
}

/** A table in a box of its own, which scrolls on a phone with the first column fixed. */
export function Table<Row>({ caption, columns, rows, idOf, of, page, isSorted, empty }: Table<Row>) {
  const parameters = useParameters();
  const [, go] = useLocation();
  const [by, direction = "tang"] = (parameters.get("sap") ?? "").split("-");
  const sorting = page === undefined ? undefined : columns.find(({ name, sort }) => sort && name === by);
  const sorted = sorting?.sort && !isSorted ? sortedBy(rows, sorting.sort, direction === "giam") : rows;
  const sortBy = (name: string) => {
    if (page === undefined) return;
    const next = name === by && direction === "tang" ? `${name}-giam` : name;
    go(pageAddress(page, { ...Object.fromEntries(parameters), sap: next }), { replace: true });
  };
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: whoever has no mouse scrolls it once it has the focus
    <section class="table-box" aria-label={typeof caption === "string" ? caption : undefined} tabIndex={0}>
      <table>
        <caption>
          {caption}
          {of && (
            <span class="count">
              {" "}
              {say(
                `${number(rows.length)} trong ${number(of.total)} ${of.called}`,
                `${number(rows.length)} of ${number(of.total)} ${of.called}`,
              )}
            </span>
          )}
        </caption>
        <thead>
          <tr>
            {columns.map(({ name, head, sort, isNumber }) => (
              <th
                key={name}
                scope="col"
                class={isNumber ? "number" : undefined}
                aria-sort={sorting?.name === name ? (direction === "giam" ? "descending" : "ascending") : undefined}
              >
                {page !== undefined && sort ? (
                  <button type="button" class="sort" onClick={() => sortBy(name)}>
                    {head}
                    <span aria-hidden="true">{sorting?.name !== name ? " ↕" : direction === "giam" ? " ↓" : " ↑"}</span>
                  </button>
                ) : (
                  head
                )}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {sorted.map((row) => (
            <tr key={idOf(row)}>
              {columns.map(({ name, cell, isNumber }, i) =>
                i === 0 ? (
                  <th key={name} scope="row">
                    {cell(row)}
                  </th>
                ) : (
                  <td key={name} class={isNumber ? "number" : undefined}>
                    {cell(row)}
                  </td>
                ),
              )}
            </tr>
          ))}
          {rows.length === 0 && (
            <tr>
              <td colSpan={columns.length}>{empty ?? say("Không có dòng nào.", "There are no rows.")}</td>
            </tr>
          )}
        </tbody>
      </table>
    </section>
  );
}

/** Rows that are equal stay as they were. */
function sortedBy<Row>(rows: readonly Row[], sort: NonNullable<Column<Row>["sort"]>, isDown: boolean): readonly Row[] {
  return [...rows].sort((one, other) => {
    const [a, b] = [sort(one), sort(other)];
    if (a == null || b == null) return Number(a == null) - Number(b == null);
    const order = typeof a === "number" && typeof b === "number" ? a - b : inOrder(String(a), String(b));
    return isDown ? -order : order;
  });
}
