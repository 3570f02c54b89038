const widths = ['w-[86px]', 'w-[120px]', 'w-[98px]', 'w-[74px]', 'w-[110px]'];

/** Grey bars at the height of the rows to come, shown only when loading takes longer than a blink. */
export function SkeletonTable({ columns, rows = 8 }: { columns: readonly string[]; rows?: number }) {
  return (
    <div className="late" role="status">
      <span className="vh">Loading</span>
      <table className="t skel" aria-hidden="true">
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column}>{column}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {Array.from({ length: rows }, (_, row) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the rows are placeholders without identity.
            <tr key={row}>
              {columns.map((column, index) => (
                <td key={column}>
                  <i className={widths[(row + index) % widths.length]} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
