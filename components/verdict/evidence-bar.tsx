import { formatShare } from '#lib/format.ts';

/** Weights as the score counts them. */
export interface EvidenceShares {
  pass: number;
  warn: number;
  fail: number;
  unknown: number;
}

const order = [
  ['pass', 'p'],
  ['warn', 'w'],
  ['fail', 'f'],
  ['unknown', 'u'],
] as const;

/** What was judged and how: pass, warn (half as high: it counts half), fail, not seen (hatched). */
export function EvidenceBar({
  shares,
  size,
  isDecoration = false,
}: {
  shares: EvidenceShares;
  size?: 'tall' | 'thin';
  isDecoration?: boolean;
}) {
  const total = shares.pass + shares.warn + shares.fail + shares.unknown;
  const label = isDecoration
    ? { 'aria-hidden': true }
    : { role: 'img', 'aria-label': describeShares(shares) };
  const className = size ? `ev ${size}` : 'ev';
  if (total === 0) {
    return (
      <svg className={className} {...label}>
        <line className="none" x1="0" x2="100%" y1="100%" y2="100%" strokeWidth="2" />
      </svg>
    );
  }
  let before = 0;
  return (
    <svg className={className} {...label}>
      {order.map(([status, tone]) => {
        const share = (shares[status] / total) * 100;
        const at = before;
        before += share;
        if (share === 0) return null;
        const half = status === 'warn';
        const box = {
          x: `${at.toFixed(2)}%`,
          y: half ? '50%' : '0',
          height: half ? '50%' : '100%',
        };
        const width = `${Math.max(0, share - (before < 99.9 ? gap(size) : 0)).toFixed(2)}%`;
        return (
          <g key={status}>
            <rect className={tone} {...box} width={width} />
            {status === 'unknown' ? <rect className="edge" {...box} width={width} /> : null}
          </g>
        );
      })}
    </svg>
  );
}

/** One pixel between the parts, as a share of the usual width. */
function gap(size: 'tall' | 'thin' | undefined): number {
  if (size === 'tall') return 0.4;
  return size === 'thin' ? 2.5 : 0.9;
}

export function describeShares(shares: EvidenceShares): string {
  const total = shares.pass + shares.warn + shares.fail + shares.unknown;
  if (total === 0) return 'Nothing was judged';
  const part = (value: number) => formatShare(value / total);
  return `${part(shares.pass)} pass, ${part(shares.warn)} warn, ${part(shares.fail)} fail, ${part(shares.unknown)} not seen`;
}
