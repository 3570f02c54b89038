import Link from 'next/link';
import { memo } from 'react';
import {
  cellOf,
  type DrawnCell,
  type DrawnRow,
  type DrawnSection,
  sectionOf,
} from '#components/matrix/drawn-row.ts';
import { Glyph } from '#components/ui/glyph.tsx';
import { checkTitle } from '#components/verdict/check-title.ts';
import { EvidenceBar } from '#components/verdict/evidence-bar.tsx';
import { accountHref, checkHref } from '#components/verdict/hrefs.ts';
import { formatScore } from '#components/verdict/score-figure.tsx';
import { CellSign, type CellVerdict, cellClass } from '#components/verdict/verdict-cell.tsx';
import { verdictSigns } from '#components/verdict/verdict-signs.ts';
import { formatShare } from '#lib/format.ts';
import { chainLinks, chainLinkTitles } from '#lib/posture/alarm-detail.ts';
import type { Section } from '#lib/posture/verdict.ts';
import type { MatrixColumn } from '#lib/queries/matrix.ts';

const lowScore = 50;

/** Drawn again only when it changes: a key moves the focus, not six hundred cells. */
export const MatrixRowCells = memo(function MatrixRowCells({
  row,
  index,
  columns,
  sections,
  isAt,
}: {
  row: DrawnRow;
  index: number;
  columns: readonly MatrixColumn[];
  sections: readonly { section: Section }[];
  isAt: boolean;
}) {
  const { score } = row;
  const cells = row.cells.split(',');
  const scores = row.sections.split(',');
  return (
    <tr className={isAt ? 'row at' : 'row'}>
      <th scope="row">
        <Link href={accountHref(row.id)} prefetch={false}>
          <bdi className="cut" title={row.name}>
            {row.name}
          </bdi>
          {row.isInternetExposed ? (
            <span className="tag exp m3" title="Internet-exposed">
              <span className="vh">, internet-exposed</span>
            </span>
          ) : null}
        </Link>
      </th>
      <td className={score !== null && score < lowScore ? 'fig low' : 'fig'}>{formatScore(score)}</td>
      <td className="see">{row.seenShare === null ? '–' : formatShare(row.seenShare)}</td>
      {columns.map((column, columnIndex) => (
        <td key={column.checkId}>
          <Cell
            cell={cellOf(cells[columnIndex] ?? '')}
            href={checkHref(row.id, column.checkId)}
            label={`${row.name}, ${checkTitle(column.checkId, column.title)}`}
            place={`${index},${columnIndex}`}
          />
        </td>
      ))}
      {sections.length > 0 ? <td className="gap" /> : null}
      {sections.map(({ section }, place) => (
        <SectionCell key={section} score={sectionOf(scores[place] ?? '')} />
      ))}
    </tr>
  );
});

function Cell({
  cell,
  href,
  label,
  place,
}: {
  cell: DrawnCell | null;
  href: string;
  label: string;
  place: string;
}) {
  if (!cell) {
    return (
      <span className="x U">
        <Glyph name="unknown" />
        <span className="vh">{label}: not judged yet</span>
      </span>
    );
  }
  const shown: CellVerdict = cell.isStale
    ? { verdict: 'unknown', inheritedVerdict: null, brokenLink: null }
    : cell;
  return (
    <Link
      href={href}
      prefetch={false}
      className={cellClass(shown)}
      aria-label={`${label}: ${described(cell)}`}
      data-at={place}
    >
      <CellSign {...shown} />
    </Link>
  );
}

function described(cell: DrawnCell): string {
  const word = verdictSigns[cell.verdict].word;
  if (cell.isStale) return `Unknown, was ${word.toLowerCase()} when last read`;
  if (cell.verdict === 'inherited') {
    return cell.inheritedVerdict
      ? `Inherited, ${verdictSigns[cell.inheritedVerdict].word.toLowerCase()} at its owner`
      : word;
  }
  const link = cell.brokenLink === null ? undefined : chainLinks[cell.brokenLink - 1];
  if (!link) return word;
  const at = `link ${cell.brokenLink}, ${chainLinkTitles[link].toLowerCase()}`;
  return cell.verdict === 'fail' ? `${word}, broken at ${at}` : word;
}

function SectionCell({ score: { score, shares, isInherited } }: { score: DrawnSection }) {
  if (!shares) {
    return (
      <td className="sct m3">
        <span className={isInherited ? 'v inherited' : 'v na'}>
          <Glyph name={isInherited ? 'inherited' : 'na'} />
          <span className="vh">{isInherited ? 'Inherited' : 'Not applicable'}</span>
        </span>
      </td>
    );
  }
  return (
    <td className="sct">
      <span>{formatScore(score)}</span>
      <EvidenceBar shares={shares} size="thin" />
    </td>
  );
}
