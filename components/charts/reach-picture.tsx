/** The whole matrix in 48 × 48: failing cells grey, the cells one fix turns green in the colour of a pass. */
export function ReachPicture({
  failing,
  fixed,
  rows,
  columns,
}: {
  /** `row,column` from 0. */
  failing: readonly (readonly [number, number])[];
  fixed: readonly (readonly [number, number])[];
  rows: number;
  columns: number;
}) {
  const cellWidth = 48 / Math.max(columns, 1);
  const cellHeight = 48 / Math.max(rows, 1);
  const draw = (cells: readonly (readonly [number, number])[]) =>
    cells
      .map(([row, column]) => {
        const x = (1 + column * cellWidth).toFixed(2);
        const y = (1 + row * cellHeight).toFixed(2);
        return `M${x} ${y}h${cellWidth.toFixed(2)}v${cellHeight.toFixed(2)}h-${cellWidth.toFixed(2)}z`;
      })
      .join('');
  return (
    <svg viewBox="0 0 50 50" aria-hidden="true">
      <path className="dim" d={draw(failing)} />
      <path className="fill" d={draw(fixed)} />
      <rect className="frame" x=".5" y=".5" width="49" height="49" />
    </svg>
  );
}
