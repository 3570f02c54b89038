import { Glyph } from '#components/ui/glyph.tsx';

/** How far a piece of work has come: glyph and word in the tone of its outcome. */
export function StateWord({
  tone,
  children,
}: {
  tone: 'pass' | 'fail' | 'unknown' | 'notreached';
  children: string;
}) {
  return (
    <span className={`v ${tone}`}>
      <Glyph name={tone} />
      {children}
    </span>
  );
}
