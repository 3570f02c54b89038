import { Fragment } from 'react';

/** A long name that may wrap after its separators, and nowhere else first. */
export function Breakable({ text }: { text: string }) {
  const parts = text.split(/(?<=[/@:._-])/);
  return parts.map((part, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: parts have no identity but their place.
    <Fragment key={index}>
      {part}
      {index < parts.length - 1 ? <wbr /> : null}
    </Fragment>
  ));
}
