import type { ReactNode } from 'react';
import { CopyButton } from '#components/ui/copy-button.tsx';

/** Text to read and to copy, in the type of what AWS named. Long lines go on below; a long text scrolls, by keyboard too. */
export function CodeBlock({
  text,
  label,
  children,
  canCopy = true,
}: {
  text: string;
  label: string;
  children?: ReactNode;
  canCopy?: boolean;
}) {
  return (
    <div className="codebox">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard. */}
      <section className="code wrap" tabIndex={0} aria-label={label}>
        <pre>{children ?? text}</pre>
      </section>
      {canCopy ? <CopyButton text={text} /> : null}
    </div>
  );
}
