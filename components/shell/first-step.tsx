import Link from 'next/link';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { hasRole, type Viewer } from '#lib/auth/viewer.ts';

/** A page that the first scan fills: what belongs here, and the one thing to do now. */
export function FirstStep({
  viewer,
  accounts,
  title,
  what,
}: {
  viewer: Viewer;
  accounts: number;
  title: string;
  /** `Findings appear here`. */
  what: string;
}) {
  if (accounts > 0) {
    return (
      <EmptyState
        title={title}
        action={
          <Link className="btn" href="/scans">
            See the scans
          </Link>
        }
      >
        {what} when the first scan ends.
      </EmptyState>
    );
  }
  const canOnboard = hasRole(viewer, 'admin');
  return (
    <EmptyState
      title={title}
      action={
        canOnboard ? (
          <Link className="btn primary" href="/accounts/onboard">
            Onboard an account
          </Link>
        ) : null
      }
    >
      {what} once an account is onboarded.{' '}
      {canOnboard
        ? 'Give its role ARN, and the first scan starts by itself.'
        : 'An admin of this workspace can onboard one.'}
    </EmptyState>
  );
}
