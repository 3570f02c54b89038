import type { Metadata } from 'next';
import { FirstStep } from '#components/shell/first-step.tsx';
import { Page } from '#components/shell/page.tsx';
import { PageHead } from '#components/ui/page-head.tsx';
import { requireViewer } from '#lib/auth/require-viewer.ts';
import { formatInstant } from '#lib/format.ts';
import { getReportChoices } from '#lib/queries/report-choices.ts';
import { getShell } from '#lib/queries/shell.ts';
import { firstOf, type SearchProps } from '../../../page-props.ts';
import { ReportForm } from './report-form.tsx';

export const metadata: Metadata = { title: 'Create report' };

export default async function NewReportPage({ searchParams }: SearchProps) {
  const viewer = await requireViewer();
  const opened = firstOf((await searchParams).account);
  const [shell, choices] = await Promise.all([getShell(viewer), getReportChoices(viewer, opened)]);
  return (
    <Page crumbs={[{ title: 'Reports', href: '/reports' }, { title: 'Create report' }]} asOf={shell.asOf}>
      <PageHead title="Create report">
        <p>
          {shell.scan
            ? `States what scan ${shell.scan.number} found, finished ${formatInstant(shell.scan.finishedAt)}. No account is asked again.`
            : 'A report states what a finished scan found.'}
        </p>
      </PageHead>
      {shell.scan === null ? (
        <FirstStep
          viewer={viewer}
          accounts={shell.accounts}
          title="There is nothing to report yet"
          what="A report can be made here"
        />
      ) : (
        <ReportForm workspaceName={shell.workspaceName} choices={choices} />
      )}
    </Page>
  );
}
