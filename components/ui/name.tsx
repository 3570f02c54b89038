const longFrom = 33;

/**
 * A name somebody typed. Set apart, so that right-to-left letters in it do not reorder the page's own words; a long
 * one may break anywhere, a usual one stays on its line.
 */
export function Name({ text }: { text: string }) {
  if (text.length < longFrom) return <bdi className="name">{text}</bdi>;
  return (
    <bdi className="name long" title={text}>
      {text}
    </bdi>
  );
}
