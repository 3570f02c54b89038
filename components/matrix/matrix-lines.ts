import type { DrawnRow } from '#components/matrix/drawn-row.ts';
import { plural } from '#lib/format.ts';

export type MatrixLine =
  | { kind: 'group'; title: string; note: string }
  | { kind: 'row'; row: DrawnRow; index: number };

/** Rows under the heading of their group; without groups there are no headings. */
export function matrixLines(rows: readonly DrawnRow[]): MatrixLine[] {
  const groups = [...new Set(rows.map((row) => row.group))];
  if (groups.every((group) => group === null)) return rows.map((row, index) => ({ kind: 'row', row, index }));
  const order = new Map(rows.map((row, index) => [row.id, index]));
  return groups.flatMap((group): MatrixLine[] => {
    const members = rows.filter((row) => row.group === group);
    return [
      { kind: 'group', title: group ?? 'Without a group', note: plural(members.length, 'account') },
      ...members.map((row): MatrixLine => ({ kind: 'row', row, index: order.get(row.id) ?? 0 })),
    ];
  });
}
