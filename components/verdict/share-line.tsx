import { Glyph } from '#components/ui/glyph.tsx';
import { formatShare } from '#lib/format.ts';
import type { EvidenceShares } from '#lib/posture/score.ts';

const parts = [
  ['pass', 'pass'],
  ['warn', 'warn'],
  ['fail', 'fail'],
  ['unseen', 'unknown'],
] as const;

/** The shares of an evidence bar as figures beneath it. The bar itself says them to readers. */
export function ShareLine({ shares }: { shares: EvidenceShares }) {
  return (
    <div className="shares" aria-hidden="true">
      {parts.map(([part, sign]) => (
        <span key={part} className={`v ${sign}`}>
          <Glyph name={sign} />
          {formatShare(shares[part])}
        </span>
      ))}
    </div>
  );
}
