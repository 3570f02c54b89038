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
    runsOf(places)
      .map(({ row, column, length }) => {
        const x = (left + column * cellWidth).toFixed(2);
        const y = (1 + row * cellHeight).toFixed(2);
        const right = cellWidth.toFixed(2);
        return `M${x} ${y}h${right}v${(length * cellHeight).toFixed(2)}h-${right}z`;
      })
      .join('');
  return (
    <>
      <path className="dim" d={draw(block.failing)} />
      <path className="fill" d={draw(block.fixed)} />
    </>
  );
}

interface Run {
  row: number;
  column: number;
  length: number;
}

/** Neighbours in a column are one shape: the picture stays small however many accounts there are. */
export function runsOf(places: readonly Place[]): Run[] {
  const runs: Run[] = [];
  const inOrder = places.toSorted(([rowA, columnA], [rowB, columnB]) => columnA - columnB || rowA - rowB);
  for (const [row, column] of inOrder) {
    const last = runs.at(-1);
    if (last && last.column === column && last.row + last.length === row) last.length += 1;
    else runs.push({ row, column, length: 1 });
  }
  return runs;
}
