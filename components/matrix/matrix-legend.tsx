import type { ReactNode } from 'react';
import { CellSign, type CellVerdict, cellClass } from '#components/verdict/verdict-cell.tsx';
import { verdictSigns } from '#components/verdict/verdict-signs.ts';
import { formatNumber } from '#lib/format.ts';
import type { VerdictStatus } from '#lib/posture/verdict.ts';

export function MatrixLegend({ counts }: { counts: Record<VerdictStatus, number> }) {
  return (
    <ul className="legend" aria-label="Legend">
      <Entry verdict="pass" count={counts.pass} />
      <Entry verdict="warn" count={counts.warn} />
      <Entry verdict="fail" count={counts.fail} brokenLink={3} after=", and at which link" />
      <li>
        <Box verdict="inherited" inheritedVerdict="pass" brokenLink={null} />
        <Box verdict="inherited" inheritedVerdict="fail" brokenLink={null} />
        <b>Inherited</b> {formatNumber(counts.inherited)}, in a ring
      </li>
      <Entry verdict="unknown" count={counts.unknown} />
      {counts.attested > 0 ? <Entry verdict="attested" count={counts.attested} /> : null}
      <Entry verdict="not_applicable" count={counts.not_applicable} />
      <li>
        <span className="tag exp m3" />
        Internet-exposed
      </li>
    </ul>
  );
}

function Entry({
  verdict,
  count,
  brokenLink = null,
  after = null,
}: {
  verdict: VerdictStatus;
  count: number;
  brokenLink?: number | null;
  after?: ReactNode;
}) {
  return (
    <li>
      <Box verdict={verdict} inheritedVerdict={null} brokenLink={brokenLink} />
      <b>{verdictSigns[verdict].word}</b> {formatNumber(count)}
      {after}
    </li>
  );
}

function Box(cell: CellVerdict) {
  return (
    <span className={`${cellClass(cell)} box`} aria-hidden="true">
      <CellSign {...cell} />
    </span>
  );
}
