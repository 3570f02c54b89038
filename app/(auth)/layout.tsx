import type { ReactNode } from 'react';
import { BrandMark } from '#components/ui/brand-mark.tsx';

export default function AuthLayout({ children }: { children: ReactNode }) {
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
