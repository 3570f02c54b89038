import { stack } from './support/stack-file.ts';
import { expect, type Person, sessionOf, test } from './support/test.ts';

const people: Person[] = ['admin', 'lead', 'auditor', 'stranger'];

for (const person of people) {
  test(`${person} signs in`, async ({ page }) => {
    await page.goto('/sign-in');
    await page.getByLabel('E-mail').fill(`${person}@e2e.example`);
    await page.getByLabel('Password').fill(stack().password);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await expect(page.getByRole('navigation', { name: 'Main' })).toBeVisible();
    await page.context().storageState({ path: sessionOf(person) });
  });
}
