import type { ReactNode } from 'react';
import './print.css';

export default function PrintLayout({ children }: { children: ReactNode }) {
  return <main className="report">{children}</main>;
}
