'use client';

import { NoAnswer } from '#components/shell/no-answer.tsx';
import './globals.css';

/** The last page standing: not even the root layout could be made. */
export default function GlobalError({ error }: { error: Error & { digest?: string } }) {
  return (
    <html lang="en">
      <head>
        <title>Watchpost</title>
      </head>
      <body>
        <NoAnswer digest={error.digest} again={() => window.location.reload()} />
      </body>
    </html>
  );
}
