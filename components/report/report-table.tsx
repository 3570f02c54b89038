import type { ReactNode } from 'react';

/** A real table; its caption is for readers who cannot see the heading above it. */
export function ReportTable({
  caption,
  head,
  rows,
  className,
}: {
  caption: string;
  head: readonly string[];
  rows: readonly { key: string; cells: readonly ReactNode[] }[];
  className?: string;
}) {
  return (
    <table className={className ? `aff ${className}` : 'aff'}>
      <caption className="vh">{caption}</caption>
      <thead>
        <tr>
          {head.map((title) => (
            <th key={title} scope="col">
              {title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ key, cells }) => (
          <tr key={key}>
            {cells.map((cell, index) => (
              <td key={head[index]} className={isShort(cell) ? 'nowrap' : undefined}>
                {cell}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Numbers, times and verdict words: broken in two they read as something else. */
function isShort(cell: ReactNode): boolean {
  return typeof cell === 'number' || (typeof cell === 'string' && cell.length <= 22);
}
