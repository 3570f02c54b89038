import { Glyph, type GlyphName } from '#components/ui/glyph.tsx';

const words = ['Trail', 'Log gr.', 'Filter', 'Metric', 'Alarm', 'Action', 'Topic', 'Person'];

/** The chain in the smallest form: eight dots, for popovers. */
export function ChainDots({
  brokenLink,
  isUnknown = false,
}: {
  brokenLink: number | null;
  isUnknown?: boolean;
}) {
  return (
    <div className="dots" aria-hidden="true">
      {words.map((word, index) => {
        const at = index + 1;
        const place =
          brokenLink === null || at < brokenLink ? 'works' : at === brokenLink ? 'ends' : 'beyond';
        const glyph: GlyphName =
          place === 'works' ? 'pass' : place === 'beyond' ? 'notreached' : isUnknown ? 'unknown' : 'fail';
        const className =
          place === 'beyond' ? 'off' : place === 'ends' ? (isUnknown ? 'unk' : 'brk') : undefined;
        return (
          <span key={word} className={className}>
            <Glyph name={glyph} />
            {word}
          </span>
        );
      })}
    </div>
  );
}
