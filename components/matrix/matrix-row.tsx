import Link from 'next/link';
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
import type { MatrixCell, MatrixColumn, MatrixRow } from '#lib/queries/matrix.ts';

const lowScore = 50;

export function MatrixRowCells({
  row,
  index,
  columns,
  sections,
  isAt,
}: {
  row: MatrixRow;
  index: number;
  columns: readonly MatrixColumn[];
  sections: readonly { section: Section }[];
  isAt: boolean;
}) {
  const isUnread = row.status === 'unreachable' || row.status === 'pending';
  const score = isUnread ? null : row.score;
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
            cell={row.cells[columnIndex] ?? null}
            href={checkHref(row.id, column.checkId)}
            label={`${row.name}, ${checkTitle(column.checkId, column.title)}`}
            place={`${index},${columnIndex}`}
          />
        </td>
      ))}
      {sections.length > 0 ? <td className="gap" /> : null}
      {sections.map(({ section }) => (
        <SectionCell key={section} row={row} section={section} />
      ))}
    </tr>
  );
}

function Cell({
  cell,
  href,
  label,
  place,
}: {
  cell: MatrixCell | null;
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
    : { verdict: cell.verdict, inheritedVerdict: cell.inheritedVerdict, brokenLink: cell.firstBrokenLink };
  return (
    <Link
      href={href}
      prefetch={false}
      className={cellClass(shown)}
      aria-label={`${label}: ${described(cell)}`}
      data-at={place}
      data-finding={cell.findingId}
    >
      <CellSign {...shown} />
    </Link>
  );
}

function described(cell: MatrixCell): string {
  const word = verdictSigns[cell.verdict].word;
  if (cell.isStale) return `Unknown, was ${word.toLowerCase()} when last read`;
  if (cell.verdict === 'inherited') {
    return cell.inheritedVerdict
      ? `Inherited, ${verdictSigns[cell.inheritedVerdict].word.toLowerCase()} at its owner`
      : word;
  }
  const link = cell.firstBrokenLink === null ? undefined : chainLinks[cell.firstBrokenLink - 1];
  if (!link) return word;
  const at = `link ${cell.firstBrokenLink}, ${chainLinkTitles[link].toLowerCase()}`;
  return cell.verdict === 'fail' ? `${word}, broken at ${at}` : word;
}

function SectionCell({ row, section }: { row: MatrixRow; section: Section }) {
  const score = row.sections.find((it) => it.section === section);
  if (!score || Object.values(score.shares).every((share) => share === 0)) {
    const isInherited = (score?.counts.inherited ?? 0) > 0;
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
      <span>{formatScore(score.score)}</span>
      <EvidenceBar shares={score.shares} size="thin" />
    </td>
  );
}
