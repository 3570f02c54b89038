import { Glyph, type GlyphName } from '#components/ui/glyph.tsx';
import type { ChainLink, ChainStation } from '#lib/posture/alarm-detail.ts';

const words: Record<ChainLink, string> = {
  trail: 'Trail',
  'log-group': 'Log gr.',
  'metric-filter': 'Filter',
  metric: 'Metric',
  alarm: 'Alarm',
  action: 'Action',
  topic: 'Topic',
  person: 'Person',
};

const looks: Record<ChainStation['state'], { glyph: GlyphName; className?: string }> = {
  works: { glyph: 'pass' },
  weak: { glyph: 'warn', className: 'weak' },
  broken: { glyph: 'fail', className: 'brk' },
  'not-reached': { glyph: 'notreached', className: 'off' },
  unknown: { glyph: 'unknown', className: 'unk' },
};

/** The chain in the smallest form: eight dots, for popovers. The sentence beside it says the same. */
export function ChainDots({ stations }: { stations: readonly Pick<ChainStation, 'link' | 'state'>[] }) {
  return (
    <div className="dots" aria-hidden="true">
      {stations.map(({ link, state }) => (
        <span key={link} className={looks[state].className}>
          <Glyph name={looks[state].glyph} />
          {words[link]}
        </span>
      ))}
    </div>
  );
}
