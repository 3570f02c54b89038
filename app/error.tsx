'use client';

import { NoAnswer } from '#components/shell/no-answer.tsx';

/** Where a page's frame could not be read: there is no shell to say it in. */
export default function ErrorPage({ error }: { error: Error & { digest?: string } }) {
  return <NoAnswer digest={error.digest} again={() => window.location.reload()} />;
}
