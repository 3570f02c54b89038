import Link from 'next/link';
import { SignedOut } from '#components/ui/fetch-json.ts';
import { Note } from '#components/ui/note.tsx';

/** Why what stands here no longer moves, and that the work itself goes on. */
export function PollTrouble({ error, what, goesOn }: { error: Error | null; what: string; goesOn: string }) {
  if (!error) return null;
  if (error instanceof SignedOut) {
    return (
      <Note
        tone="warn"
        isAlert
        action={
          <Link className="btn" href="/sign-in">
            Sign in
          </Link>
        }
      >
        <b>You are signed out.</b> {goesOn} Sign in to follow it.
      </Note>
    );
  }
  return (
    <Note tone="warn">
      <b>{what} could not be read just now.</b> {goesOn} This page tries again.
    </Note>
  );
}
