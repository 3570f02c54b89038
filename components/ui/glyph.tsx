export type GlyphName =
  | 'pass'
  | 'warn'
  | 'fail'
  | 'inherited'
  | 'na'
  | 'unknown'
  | 'attested'
  | 'notreached'
  | 'excepted'
  | 'up'
  | 'down'
  | 'right'
  | 'chev'
  | 'copy'
  | 'link'
  | 'menu'
  | 'search'
  | 'lock'
  | 'trail'
  | 'loggroup'
  | 'filter'
  | 'metric'
  | 'alarm'
  | 'action'
  | 'topic'
  | 'person'
  | 'sun'
  | 'moon'
  | 'screen'
  | 'exit'
  | 'download';

/** Decoration beside a word; what it says must also stand in text. */
export function Glyph({ name, className }: { name: GlyphName; className?: string }) {
  return (
    <svg className={className ? `g ${className}` : 'g'} aria-hidden="true">
      <use href={`#g-${name}`} />
    </svg>
  );
}
