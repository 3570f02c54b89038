'use client';

import './globals.css';

/** The last page standing: no shell, no data. */
export default function GlobalError({ error }: { error: Error & { digest?: string } }) {
  return (
    <html lang="en">
      <body>
        <main className="door" id="main">
          <div>
            <h1>Watchpost could not answer</h1>
            <p>
              Nothing was changed. Load the page again.{error.digest ? ` Reference ${error.digest}.` : ''}
            </p>
          </div>
        </main>
      </body>
    </html>
  );
}
