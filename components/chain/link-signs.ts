import type { GlyphName } from '#components/ui/glyph.tsx';
import { type ChainLink, chainLinks } from '#lib/posture/alarm-detail.ts';

export const linkGlyphs: Record<ChainLink, GlyphName> = {
  trail: 'trail',
  'log-group': 'loggroup',
  'metric-filter': 'filter',
  metric: 'metric',
  alarm: 'alarm',
  action: 'action',
  topic: 'topic',
  person: 'person',
};

/** 1 to 8. */
export function linkNumber(link: ChainLink): number {
  return chainLinks.indexOf(link) + 1;
}
