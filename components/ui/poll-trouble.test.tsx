import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { SignedOut } from '#components/ui/fetch-json.ts';
import { PollTrouble } from '#components/ui/poll-trouble.tsx';

function shown(error: Error | null): string {
  return renderToStaticMarkup(<PollTrouble error={error} what="The progress" goesOn="The scan goes on." />);
}

describe('PollTrouble', () => {
  it('says nothing while all is well', () => {
    expect(shown(null)).toBe('');
  });

  it('leads a person whose session ended to sign in, and never promises to try again', () => {
    const html = shown(new SignedOut('You are signed out.'));
    expect(html).toContain('href="/sign-in"');
    expect(html).not.toContain('tries again');
  });

  it('says of any other trouble what could not be read and that it is tried again', () => {
    expect(shown(new Error('The server answered 500.'))).toContain(
      'The progress could not be read just now.',
    );
  });
});
