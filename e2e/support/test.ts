import { test as base, expect } from '@playwright/test';
import { stackHome } from './stack-file.ts';

export { expect };

export type Person = 'admin' | 'lead' | 'auditor' | 'stranger';

/** Where a person's session is kept between tests. */
export function sessionOf(person: Person): string {
  return `${stackHome}/${person}.session.json`;
}

/** Pages that answer 401 or 404 on purpose make the browser say so. */
const expected = /Failed to load resource: the server responded with a status of (401|404)/;

/** Fails when the browser reports an error: an exception, a refused script or style, a hydration mismatch. */
export const test = base.extend<{ quiet: undefined }>({
  quiet: [
    async ({ page }, use) => {
      const errors: string[] = [];
      page.on('pageerror', (error) => errors.push(error.message));
      page.on('console', (message) => {
        if (message.type() === 'error' && !expected.test(message.text())) errors.push(message.text());
      });
      await use(undefined);
      expect(errors, 'errors in the browser').toEqual([]);
    },
    { auto: true },
  ],
});
