import type { GlyphName } from '#components/ui/glyph.tsx';
import type { Section, Severity, VerdictStatus } from '#lib/posture/verdict.ts';

interface VerdictSign {
  word: string;
  glyph: GlyphName;
  /** Class of the word form. */
  tone: string;
  /** Class of the cell form. */
  cell: string;
}

/** Glyph, word and ground of each verdict: take colour away and two remain. */
export const verdictSigns: Record<VerdictStatus, VerdictSign> = {
  pass: { word: 'Pass', glyph: 'pass', tone: 'pass', cell: 'P' },
  warn: { word: 'Warn', glyph: 'warn', tone: 'warn', cell: 'W' },
  fail: { word: 'Fail', glyph: 'fail', tone: 'fail', cell: 'F' },
  inherited: { word: 'Inherited', glyph: 'inherited', tone: 'inherited', cell: 'i-p' },
  not_applicable: { word: 'Not applicable', glyph: 'na', tone: 'na', cell: 'N' },
  unknown: { word: 'Unknown', glyph: 'unknown', tone: 'unknown', cell: 'U' },
  attested: { word: 'Attested', glyph: 'attested', tone: 'attested', cell: 'A' },
};

export const severityWords: Record<Severity, string> = {
  critical: 'Critical',
  high: 'High',
  medium: 'Medium',
  low: 'Low',
  informational: 'Informational',
};

export const sectionTitles: Record<Section, string> = {
  trails: 'Trails',
  bucket: 'Trail bucket',
  alarms: 'Alarm chain',
  logging: 'Logging',
  services: 'Security services',
};
