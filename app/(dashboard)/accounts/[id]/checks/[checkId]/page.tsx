import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { Page } from '#components/shell/page.tsx';
import { checkTitle } from '#components/verdict/check-title.ts';
import { accountHref } from '#components/verdict/hrefs.ts';
import { requireViewer } from '#lib/auth/require-viewer.ts';
import { hasRole } from '#lib/auth/viewer.ts';
import { findingIdOf, getFinding } from '#lib/queries/finding.ts';
import { getStandingDecisions } from '#lib/queries/workspace-policy.ts';
import { AlarmDrillDown } from './alarm-drill-down.tsx';
import { PlainDrillDown } from './plain-drill-down.tsx';
import { VerdictHead } from './verdict-head.tsx';

interface CheckProps {
  params: Promise<{ id: string; checkId: string }>;
}

async function load({ params }: CheckProps) {
  const viewer = await requireViewer();
  const { id, checkId } = await params;
  const findingId = await findingIdOf(viewer, id, checkId);
  const finding = findingId === null ? null : await getFinding(viewer, findingId);
  const decisions = finding ? await getStandingDecisions(viewer, finding.account) : [];
  return { viewer, finding, decision: decisions.find((it) => it.checkId === checkId) ?? null };
}

export async function generateMetadata(props: CheckProps): Promise<Metadata> {
  const { finding } = await load(props);
  return {
    title: finding ? `${checkTitle(finding.checkId, finding.title)}, ${finding.account.name}` : 'Not found',
  };
}

export default async function CheckPage(props: CheckProps) {
  const { viewer, finding, decision } = await load(props);
  if (!finding) notFound();
  const { account, detail } = finding;
  const from =
    finding.section === 'alarms'
      ? { title: 'Accounts × controls', href: '/alarms' }
      : { title: 'Accounts', href: '/accounts' };
  return (
    <Page
      crumbs={[
        from,
        { title: account.name, href: accountHref(account.id) },
        { title: checkTitle(finding.checkId, finding.title) },
      ]}
      asOf={finding.readAt}
    >
      <VerdictHead finding={finding} decision={decision} canScan={hasRole(viewer, 'lead')} />
      {detail.alarm ? (
        <AlarmDrillDown finding={finding} alarm={detail.alarm} />
      ) : (
        <PlainDrillDown finding={finding} />
      )}
    </Page>
  );
}
