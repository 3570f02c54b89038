import type { ReactNode } from 'react';
import { Door } from '#components/shell/door.tsx';

export default function AuthLayout({ children }: { children: ReactNode }) {
  return <Door>{children}</Door>;
}
