import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { Forbidden } from '#components/shell/forbidden.tsx';
import { Page } from '#components/shell/page.tsx';
import { PageHead } from '#components/ui/page-head.tsx';
import { requireViewer } from '#lib/auth/require-viewer.ts';
import { hasRole } from '#lib/auth/viewer.ts';
import { createOnboarding } from '#lib/commands/onboarding.ts';
import { findOpenOnboarding, getOnboarding, getScannerPrincipal } from '#lib/queries/onboarding.ts';
import { OnboardingView } from './onboarding-view.ts';
import { OnboardingWorkbench } from './onboarding-workbench.tsx';
import { RoleForms } from './role-forms.tsx';

export const metadata: Metadata = { title: 'Onboard an account' };

const crumbs = [{ title: 'Accounts', href: '/accounts' }, { title: 'Onboard an account' }];

/** The external ID is reserved on the first visit and stays until the account is onboarded. */
export default async function OnboardPage() {
  const viewer = await requireViewer();
  if (!hasRole(viewer, 'admin')) {
    return (
      <Page crumbs={crumbs}>
        <Forbidden what="onboard accounts" who="An admin" workspaceName={viewer.workspaceName} />
      </Page>
    );
  }
  const { id } = (await findOpenOnboarding(viewer)) ?? (await createOnboarding(viewer));
  const [onboarding, principalArn] = await Promise.all([getOnboarding(viewer, id), getScannerPrincipal()]);
  if (!onboarding) notFound();
  return (
    <Page crumbs={crumbs}>
      <PageHead title="Onboard an account">
        <p>
          Watchpost reads configuration through a role in your account. It never reads objects, log events,
          secrets or decrypted data.
        </p>
      </PageHead>
      <OnboardingWorkbench
        key={id}
        initial={OnboardingView.parse(onboarding)}
        roleForms={<RoleForms principalArn={principalArn} externalId={onboarding.externalId} />}
      />
    </Page>
  );
}
