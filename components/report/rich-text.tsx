import { Fragment } from 'react';
import { Breakable } from '#components/ui/breakable.tsx';
import type { Rich } from '#lib/report/text.ts';

/** Prose with the names in it; `isPlain` sets names in the face around them, as tables do. */
export function RichText({ text, isPlain = false }: { text: Rich; isPlain?: boolean }) {
  return text.map((part, index) => {
    const key = `${index}`;
    if (typeof part === 'string') return <Fragment key={key}>{part}</Fragment>;
    if (isPlain) return <Fragment key={key}>{part.code}</Fragment>;
    return (
      <span key={key} className="mono">
        <Breakable text={part.code} />
      </span>
    );
  });
}

export function Paragraphs({ list }: { list: readonly Rich[] }) {
  return list.map((text, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: paragraphs have no identity but their place.
    <p key={index}>
      <RichText text={text} />
    </p>
  ));
}
