import type { ReactNode } from 'react';
import { Glyph, type GlyphName } from '#components/ui/glyph.tsx';

const glyphs: Record<'fail' | 'warn' | 'pass' | 'unknown', GlyphName> = {
  fail: 'fail',
  warn: 'warn',
  pass: 'pass',
  unknown: 'unknown',
};

/** A sentence on a tinted ground, with at most one action at its right. */
export function Note({
  tone,
  children,
  action,
  isAlert = false,
}: {
  tone: 'fail' | 'warn' | 'pass' | 'unknown';
  children: ReactNode;
  action?: ReactNode;
  isAlert?: boolean;
}) {
  return (
    <div className={`note ${tone}`} role={isAlert ? 'alert' : undefined}>
      <Glyph name={glyphs[tone]} />
      <div>{children}</div>
      {action}
    </div>
  );
}
