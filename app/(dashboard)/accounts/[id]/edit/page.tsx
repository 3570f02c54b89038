import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { Forbidden } from '#components/shell/forbidden.tsx';
import { Page } from '#components/shell/page.tsx';
import { PageHead } from '#components/ui/page-head.tsx';
import { Section } from '#components/ui/section.tsx';
import { accountHref } from '#components/verdict/hrefs.ts';
import { requireViewer } from '#lib/auth/require-viewer.ts';
import { hasRole } from '#lib/auth/viewer.ts';
import { getAccountScorecard } from '#lib/queries/account-scorecard.ts';
import type { IdProps } from '../../../../page-props.ts';
import { EditForm } from './edit-form.tsx';
import { RemoveForm } from './remove-form.tsx';

export const metadata: Metadata = { title: 'Edit account' };

export default async function EditAccountPage({ params }: IdProps) {
  const viewer = await requireViewer();
  const scorecard = await getAccountScorecard(viewer, (await params).id);
  if (!scorecard || scorecard.account.status === 'removed') notFound();
  const { account } = scorecard;
  const crumbs = [
    { title: 'Accounts', href: '/accounts' },
    { title: account.name, href: accountHref(account.id) },
    { title: 'Edit' },
  ];
  if (!hasRole(viewer, 'admin')) {
    return (
      <Page crumbs={crumbs}>
        <Forbidden what="edit accounts" who="An admin" workspaceName={viewer.workspaceName} />
      </Page>
    );
  }
  return (
    <Page crumbs={crumbs}>
      <PageHead title={`Edit ${account.name}`}>
        <p>
          Account <span className="mono">{account.accountId}</span>, read through{' '}
          <span className="mono">{account.roleArn}</span>.
        </p>
      </PageHead>
      <div className="two">
        <EditForm account={account} />
        <Section title="Take out of Watchpost">
          <p className="m2 mb-3">
            It is no longer scanned and leaves every list and score. Its history and reports stay. The role in
            the account is yours to delete.
          </p>
          <RemoveForm id={account.id} name={account.name} />
        </Section>
      </div>
    </Page>
  );
}
