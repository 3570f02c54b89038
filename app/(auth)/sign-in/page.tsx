import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { Note } from '#components/ui/note.tsx';
import { currentViewer } from '#lib/auth/require-viewer.ts';
import type { SearchProps } from '../../page-props.ts';
import { SignInForm } from './sign-in-form.tsx';

export const metadata: Metadata = { title: 'Sign in' };

export default async function SignInPage({ searchParams }: SearchProps) {
  if (await currentViewer()) redirect('/');
  const { problem } = await searchParams;
  return (
    <>
      <div>
        <h1>Sign in</h1>
        <p>Accounts are made by invitation.</p>
      </div>
      {problem === 'link' ? (
        <Note tone="warn">
          <b>This sign-in link no longer works.</b> It has been used or has expired. A new one is printed when
          Watchpost starts.
        </Note>
      ) : null}
      <SignInForm />
    </>
  );
}
