import { Fragment } from 'react';
import { formatShare } from '#lib/format.ts';
import type { EvidenceShares } from '#lib/posture/score.ts';

const parts = [
  ['pass', 'p'],
  ['warn', 'w'],
  ['fail', 'f'],
  ['unseen', 'u'],
] as const;

/** One pixel between the parts, as percent of the usual width. */
const gaps = { tall: 0.4, usual: 0.9, thin: 2.5 };

/** What was judged and how: pass, warn (half as high: it counts half), fail, not seen (hatched). */
export function EvidenceBar({
  shares,
  size = 'usual',
}: {
  shares: EvidenceShares;
  size?: 'tall' | 'usual' | 'thin';
}) {
  const starts = runningTotals(parts.map(([part]) => shares[part] * 100));
  const isEmpty = starts.at(-1) === 0;
  return (
    <svg className={`ev ${size}`} role="img" aria-label={describeShares(shares)}>
      {isEmpty ? <line className="none" x1="0" x2="100%" y1="100%" y2="100%" strokeWidth="2" /> : null}
      {parts.map(([part, tone], index) => {
        const start = starts[index] ?? 0;
        const share = shares[part] * 100;
        if (share === 0) return null;
        const isLast = start + share > 99.9;
        const box = {
          x: percent(start),
          y: part === 'warn' ? '50%' : '0',
          width: percent(Math.max(0.4, share - (isLast ? 0 : gaps[size]))),
          height: part === 'warn' ? '50%' : '100%',
        };
        return (
          <Fragment key={part}>
            <rect className={tone} {...box} />
            {part === 'unseen' ? <rect className="edge" {...box} /> : null}
          </Fragment>
        );
      })}
    </svg>
  );
}

function describeShares(shares: EvidenceShares): string {
  if (parts.every(([part]) => shares[part] === 0)) return 'Nothing was judged';
  return `${formatShare(shares.pass)} pass, ${formatShare(shares.warn)} warn, ${formatShare(shares.fail)} fail, ${formatShare(shares.unseen)} not seen`;
}

/** Where each part starts; the last entry is the end. */
function runningTotals(shares: readonly number[]): number[] {
  const totals = [0];
  for (const share of shares) totals.push((totals.at(-1) ?? 0) + share);
  return totals;
}

function percent(value: number): string {
  return `${value.toFixed(2)}%`;
}
