import type { CellVerdict } from '#components/verdict/verdict-cell.tsx';
import type { Section, VerdictStatus } from '#lib/posture/verdict.ts';
import type { MatrixRow } from '#lib/queries/matrix.ts';
import type { MatrixCell } from '#lib/queries/matrix-cells.ts';

/** A row as the browser gets it. What is drawn of two thousand accounts travels as a third of a megabyte. */
export interface DrawnRow {
  id: string;
  name: string;
  group: string | null;
  isInternetExposed: boolean;
  score: number | null;
  seenShare: number | null;
  /** One a column, see `cellCode`, separated by commas. */
  cells: string;
  /** One a section of the table, see `sectionCode`, separated by commas. */
  sections: string;
}

/** Null shares: nothing of the section counts here. */
export interface DrawnSection {
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

/** @param sections of the table, in its order. */
export function drawnRow(row: MatrixRow, sections: readonly Section[]): DrawnRow {
  const isUnread = row.status === 'unreachable' || row.status === 'pending';
  return {
    id: row.id,
    name: row.name,
    group: row.group,
    isInternetExposed: row.isInternetExposed,
    score: isUnread ? null : row.score,
    seenShare: row.seenShare,
    cells: row.cells.map(cellCode).join(','),
    sections: sections
      .map((section) => sectionCode(row.sections.find((it) => it.section === section)))
      .join(','),
  };
}

/** `87 900 0 50 50`: score 87, nine tenths pass. `i`: all inherited. Empty: nothing counts. */
export function sectionCode(section: MatrixRow['sections'][number] | undefined): string {
  if (!section) return '';
  const { score, shares, counts } = section;
  const parts = [shares.pass, shares.warn, shares.fail, shares.unseen];
  if (parts.every((share) => share === 0)) return counts.inherited > 0 ? 'i' : '';
  return [score === null ? '-' : Math.round(score), ...parts.map((it) => Math.round(it * 1000))].join(' ');
}

export function sectionOf(code: string): DrawnSection {
  if (code === '' || code === 'i') return { score: null, shares: null, isInherited: code === 'i' };
  const [score = '-', ...parts] = code.split(' ');
  const [pass = 0, warn = 0, fail = 0, unseen = 0] = parts.map((it) => Number(it) / 1000);
  return {
    score: score === '-' ? null : Number(score),
    shares: { pass, warn, fail, unseen },
    isInherited: false,
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
