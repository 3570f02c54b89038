'use client';

import { useRouter } from 'next/navigation';
import { startTransition } from 'react';
import { Page } from '#components/shell/page.tsx';
import { Note } from '#components/ui/note.tsx';

/** Old data is never shown as new: a page that could not be read says so. */
export default function ErrorPage({
  error,
  reset,
}: {
  error: Error & { digest?: string };
  reset: () => void;
}) {
  const router = useRouter();
  function again() {
    startTransition(() => {
      router.refresh();
      reset();
    });
  }
  return (
    <Page crumbs={[{ title: 'Error' }]}>
      <Note
        tone="fail"
        isAlert
        action={
          <button type="button" className="btn" onClick={again}>
            Try again
          </button>
        }
      >
        <b>This page could not be loaded.</b> Nothing was changed, and what you filtered by is still in the
        address.
        {error.digest ? ` Reference ${error.digest}.` : ''}
      </Note>
    </Page>
  );
}
