import { Glyph } from '#components/ui/glyph.tsx';
import type { EvidenceShares } from '#components/verdict/evidence-bar.tsx';
import { formatShare } from '#lib/format.ts';

const parts = ['pass', 'warn', 'fail', 'unknown'] as const;

/** The shares of an evidence bar as figures beneath it. The bar itself says them to readers. */
export function ShareLine({ shares }: { shares: EvidenceShares }) {
  const total = shares.pass + shares.warn + shares.fail + shares.unknown;
  return (
    <div className="shares" aria-hidden="true">
      {parts.map((part) => (
        <span key={part} className={`v ${part}`}>
          <Glyph name={part} />
          {total === 0 ? '–' : formatShare(shares[part] / total)}
        </span>
      ))}
    </div>
  );
}
