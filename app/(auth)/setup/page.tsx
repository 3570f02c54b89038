import type { Metadata } from 'next';
import { Note } from '#components/ui/note.tsx';
import { peekSetupLink } from '#lib/auth/new-user.ts';
import { firstOf, type SearchProps } from '../../page-props.ts';
import { SetupForm } from './setup-form.tsx';

export const metadata: Metadata = { title: 'Set up' };

export default async function SetupPage({ searchParams }: SearchProps) {
  const token = firstOf((await searchParams).token) ?? '';
  const link = await peekSetupLink(token);
  return (
    <>
      <div>
        <h1>Set up Watchpost</h1>
        <p>The first person is the admin; everyone else comes by invitation.</p>
      </div>
      {link ? (
        <SetupForm token={token} />
      ) : (
        <Note tone="fail">
          <b>This link no longer works.</b> It has been used or has expired. Watchpost prints a new one when
          it starts and nobody is admin yet.
        </Note>
      )}
    </>
  );
}
