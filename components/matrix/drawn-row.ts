import type { CellVerdict } from '#components/verdict/verdict-cell.tsx';
import type { Section, VerdictStatus } from '#lib/posture/verdict.ts';
import type { MatrixRow } from '#lib/queries/matrix.ts';
import type { MatrixCell } from '#lib/queries/matrix-cells.ts';

/** A row as the browser gets it: two thousand accounts travel as half a megabyte, not eight. */
export interface DrawnRow {
  id: string;
  name: string;
  group: string | null;
  isInternetExposed: boolean;
  score: number | null;
  seenShare: number | null;
  /** One per column, see `cellCode`. */
  cells: string[];
  sections: DrawnSection[];
}

/** Null shares: nothing of the section counts here. */
export interface DrawnSection {
  section: Section;
  score: number | null;
  shares: MatrixRow['sections'][number]['shares'] | null;
  isInherited: boolean;
}

export interface DrawnCell extends CellVerdict {
  isStale: boolean;
}

const letters: Record<VerdictStatus, string> = {
  pass: 'p',
  warn: 'w',
  fail: 'f',
  inherited: 'i',
  not_applicable: 'n',
  unknown: 'u',
  attested: 'a',
};
const verdicts = new Map<string, VerdictStatus>([
  ['p', 'pass'],
  ['w', 'warn'],
  ['f', 'fail'],
  ['i', 'inherited'],
  ['n', 'not_applicable'],
  ['u', 'unknown'],
  ['a', 'attested'],
]);

export function drawnRow(row: MatrixRow): DrawnRow {
  const isUnread = row.status === 'unreachable' || row.status === 'pending';
  return {
    id: row.id,
    name: row.name,
    group: row.group,
    isInternetExposed: row.isInternetExposed,
    score: isUnread ? null : row.score,
    seenShare: row.seenShare,
    cells: row.cells.map(cellCode),
    sections: row.sections.map(({ section, score, shares, counts }) => ({
      section,
      score: score === null ? null : Math.round(score),
      shares: Object.values(shares).every((share) => share === 0) ? null : rounded(shares),
      isInherited: counts.inherited > 0,
    })),
  };
}

function rounded(shares: MatrixRow['sections'][number]['shares']): MatrixRow['sections'][number]['shares'] {
  const round = (share: number) => Math.round(share * 1000) / 1000;
  return {
    pass: round(shares.pass),
    warn: round(shares.warn),
    fail: round(shares.fail),
    unseen: round(shares.unseen),
  };
}

/** `f-3`: fails at link 3. `if`: inherits a failure. A `!` at the end: stale. Empty: never judged. */
export function cellCode(cell: MatrixCell | null): string {
  if (!cell) return '';
  const inherited = cell.inheritedVerdict === null ? '-' : letters[cell.inheritedVerdict];
  return `${letters[cell.verdict]}${inherited}${cell.firstBrokenLink ?? ''}${cell.isStale ? '!' : ''}`;
}

export function cellOf(code: string): DrawnCell | null {
  const verdict = verdicts.get(code.charAt(0));
  if (!verdict) return null;
  const link = Number.parseInt(code.slice(2), 10);
  return {
    verdict,
    inheritedVerdict: verdicts.get(code.charAt(1)) ?? null,
    brokenLink: Number.isNaN(link) ? null : link,
    isStale: code.endsWith('!'),
  };
}
