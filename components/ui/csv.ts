/** Spreadsheets run a cell that starts like a formula: such cells get an apostrophe in front (OWASP, CSV injection). */
const formula = /^[=+\-@\t\r]/;

/** One line of RFC 4180 with its line break. */
export function csvLine(cells: readonly (string | number | null)[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`;
}

function csvCell(cell: string | number | null): string {
  if (cell === null) return '';
  const text = String(cell);
  const safe = typeof cell === 'string' && formula.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
