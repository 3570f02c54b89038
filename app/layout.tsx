import type { Metadata, Viewport } from 'next';
import { cookies } from 'next/headers';
import { NuqsAdapter } from 'nuqs/adapters/next/app';
import type { ReactNode } from 'react';
import { GlyphSprite } from '#components/ui/glyph-sprite.tsx';
import './globals.css';

export const metadata: Metadata = {
  title: { default: 'Watchpost', template: '%s · Watchpost' },
  description: 'Logging and monitoring posture of many AWS accounts.',
  robots: { index: false, follow: false },
};

export const viewport: Viewport = { colorScheme: 'light dark', width: 'device-width', initialScale: 1 };

export default async function RootLayout({ children }: { children: ReactNode }) {
  const theme = (await cookies()).get('theme')?.value;
  return (
    <html lang="en" data-theme={theme === 'light' || theme === 'dark' ? theme : undefined}>
      <body>
        <GlyphSprite />
        <NuqsAdapter>{children}</NuqsAdapter>
      </body>
    </html>
  );
}
