'use client';

import { type ReactNode, useState } from 'react';
import { Glyph } from '#components/ui/glyph.tsx';

/** Copies `text`; the word changes for two seconds and is announced. */
export function CopyButton({
  text,
  children = 'Copy',
  look = 'button',
  label,
}: {
  text: string;
  children?: ReactNode;
  look?: 'button' | 'quiet' | 'link';
  label?: string;
}) {
  const [state, setState] = useState<'idle' | 'copied' | 'refused'>('idle');

  async function copy() {
    try {
      await navigator.clipboard.writeText(text);
      setState('copied');
    } catch {
      setState('refused');
    }
    setTimeout(() => setState('idle'), 2000);
  }

  const said = state === 'copied' ? 'Copied' : state === 'refused' ? 'Select and copy by hand' : null;
  const className = look === 'link' ? 'a linklike' : look === 'quiet' ? 'btn quiet' : 'btn';
  return (
    <button type="button" className={className} onClick={() => void copy()} aria-label={said ?? label}>
      {look === 'link' ? null : <Glyph name={state === 'copied' ? 'pass' : 'copy'} />}
      <span aria-live="polite">{said ?? children}</span>
    </button>
  );
}
