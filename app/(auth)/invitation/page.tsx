import type { Metadata } from 'next';
import { Name } from '#components/ui/name.tsx';
import { Note } from '#components/ui/note.tsx';
import { peekInvitation } from '#lib/auth/new-user.ts';
import { firstOf, type SearchProps } from '../../page-props.ts';
import { InvitationForm } from './invitation-form.tsx';

export const metadata: Metadata = { title: 'Invitation' };

export default async function InvitationPage({ searchParams }: SearchProps) {
  const token = firstOf((await searchParams).token) ?? '';
  const link = await peekInvitation(token);
  if (!link) {
    return (
      <>
        <h1>Invitation</h1>
        <Note tone="fail">
          <b>This invitation no longer works.</b> It has been used, withdrawn or has expired. Ask an admin for
          a new one.
        </Note>
      </>
    );
  }
  return (
    <>
      <div>
        <h1>
          Join <Name text={link.workspaceName} />
        </h1>
        <p>
          As {link.role === 'auditor' || link.role === 'admin' ? 'an' : 'a'} {link.role}, with the address{' '}
          {link.email}.
        </p>
      </div>
      <InvitationForm token={token} email={link.email ?? ''} />
    </>
  );
}
