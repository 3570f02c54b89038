type Place = readonly [row: number, column: number];

export interface ReachBlock {
  columns: number;
  failing: readonly Place[];
  fixed: readonly Place[];
}

/** The whole matrix in 48 × 48, other checks in a strip: failing cells grey, what one fix turns green in green. */
export function ReachPicture({ rows, main, strip }: { rows: number; main: ReachBlock; strip: ReachBlock }) {
  return (
    <svg viewBox="0 0 66 50" aria-hidden="true">
      <Cells block={main} rows={rows} left={1} width={48} />
      <Cells block={strip} rows={rows} left={52} width={13} />
      <rect className="frame" x=".5" y=".5" width="49" height="49" />
      <rect className="frame" x="51.5" y=".5" width="14" height="49" />
    </svg>
  );
}

function Cells({
  block,
  rows,
  left,
  width,
}: {
  block: ReachBlock;
  rows: number;
  left: number;
  width: number;
}) {
  const cellWidth = width / Math.max(block.columns, 1);
  const cellHeight = 48 / Math.max(rows, 1);
  const draw = (places: readonly Place[]) =>
    places
      .map(([row, column]) => {
        const x = (left + column * cellWidth).toFixed(2);
        const y = (1 + row * cellHeight).toFixed(2);
        return `M${x} ${y}h${cellWidth.toFixed(2)}v${cellHeight.toFixed(2)}h-${cellWidth.toFixed(2)}z`;
      })
      .join('');
  return (
    <>
      <path className="dim" d={draw(block.failing)} />
      <path className="fill" d={draw(block.fixed)} />
    </>
  );
}
