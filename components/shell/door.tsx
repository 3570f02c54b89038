import type { ReactNode } from 'react';
import { BrandMark } from '#components/ui/brand-mark.tsx';

/** Outside the shell: signing in, and when there is no answer. */
export function Door({ children }: { children: ReactNode }) {
  return (
    <main className="door" id="main">
      <div className="brand">
        <BrandMark />
        <span>
          Watchpost<small>Logging and monitoring posture</small>
        </span>
      </div>
      {children}
    </main>
  );
}
