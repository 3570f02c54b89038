import type { Metadata } from 'next';
import { Page } from '#components/shell/page.tsx';
import { PageHead } from '#components/ui/page-head.tsx';
import { Section } from '#components/ui/section.tsx';
import { requireViewer } from '#lib/auth/require-viewer.ts';
import { hasRole } from '#lib/auth/viewer.ts';
import { formatInstant } from '#lib/format.ts';
import { getWorkspacePolicy } from '#lib/queries/workspace-policy.ts';
import { DecisionTable } from './decision-table.tsx';
import { JudgingProgress } from './judging-progress.tsx';
import { PolicyForm } from './policy-form.tsx';
import { PolicyValues } from './policy-values.tsx';

export const metadata: Metadata = { title: 'Workspace policy' };

export default async function PolicyPage() {
  const viewer = await requireViewer();
  const page = await getWorkspacePolicy(viewer);
  const canChange = hasRole(viewer, 'admin');
  return (
    <Page crumbs={[{ title: 'Workspace policy' }]}>
      <PageHead title="Workspace policy">
        <p>
          What {viewer.workspaceName} decided for itself. A change judges every account again from stored
          answers.
        </p>
        <p className="small m3">
          {page.changed
            ? `Last changed ${formatInstant(page.changed.at)} by ${page.changed.by}.`
            : 'Never changed: these are the documented defaults.'}
          {canChange ? '' : ' An admin can change it.'}
        </p>
      </PageHead>
      <div className="notes">
        {page.judging ? (
          <JudgingProgress key={page.judging.scanId} judging={page.judging} canRepeat={canChange} />
        ) : null}
      </div>
      <div className="two policy">
        <Section title="What is asked of accounts">
          {canChange ? (
            <PolicyForm policy={page.policy} version={page.version} />
          ) : (
            <PolicyValues policy={page.policy} />
          )}
        </Section>
        <Section title="Reviewed, not required" aside="Printed in every report">
          <DecisionTable page={page} canChange={canChange} />
        </Section>
      </div>
    </Page>
  );
}
