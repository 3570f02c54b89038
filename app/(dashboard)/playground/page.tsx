import type { Metadata } from 'next';
import { Suspense } from 'react';
import { Page } from '#components/shell/page.tsx';
import { PageHead } from '#components/ui/page-head.tsx';
import { requireViewer } from '#lib/auth/require-viewer.ts';
import { getConfirmationChoices } from '#lib/queries/confirmations.ts';
import { Playground } from './playground.tsx';

export const metadata: Metadata = { title: 'Pattern playground' };

export default async function PlaygroundPage() {
  const viewer = await requireViewer();
  const confirm = await getConfirmationChoices(viewer);
  return (
    <Page crumbs={[{ title: 'Pattern playground' }]}>
      <PageHead title="Pattern playground">
        <p>
          Paste a metric filter’s pattern, or all patterns of a log group. The engine that judges your
          accounts reads it here, in the browser, while you type.
        </p>
      </PageHead>
      <Suspense>
        <Playground confirm={confirm} />
      </Suspense>
    </Page>
  );
}
