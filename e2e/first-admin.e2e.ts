import { stack } from './support/stack-file.ts';
import { expect, test } from './support/test.ts';

test('the first admin comes by a link that works once, and invites the next person', async ({
  page,
  browser,
}) => {
  await page.goto(stack().setupUrl);
  await page.getByLabel('Organization').fill('Claimed Line');
  await page.getByLabel('Your name').fill('Astrid Moen');
  await page.getByLabel('E-mail').fill('astrid@e2e.example');
  await page.getByLabel('Password').fill('too short');
  await page.getByRole('button', { name: 'Create the first admin' }).click();
  await expect(page.getByText('Use at least 12 characters.')).toBeVisible();
  await expect(page.getByLabel('Your name')).toHaveValue('Astrid Moen');
  await page.getByLabel('Password').fill('long enough to keep');
  await page.getByRole('button', { name: 'Create the first admin' }).click();
  await expect(page.getByRole('heading', { name: 'No accounts yet' })).toBeVisible();

  await page.goto('/members');
  await page.getByRole('textbox', { name: 'E-mail' }).fill('ingrid@e2e.example');
  await page.getByRole('button', { name: 'Invite' }).click();
  const url = await page.locator('.inviteurl').textContent();

  const other = await browser.newContext();
  const invited = await other.newPage();
  await invited.goto(url ?? '');
  await expect(invited.getByRole('heading', { name: 'Join Claimed Line' })).toBeVisible();
  await invited.getByLabel('Your name').fill('Ingrid Vik');
  await invited.getByLabel('Password').fill('another long one');
  await invited.getByRole('button', { name: 'Join' }).click();
  await expect(invited.getByRole('heading', { name: 'No accounts yet' })).toBeVisible();
  await expect(invited.getByRole('link', { name: 'Onboard accounts' })).toHaveCount(0);
  await invited.goto('/accounts/onboard');
  await expect(invited.getByRole('heading', { name: 'You cannot onboard accounts' })).toBeVisible();
  await invited.getByRole('button', { name: 'Sign out' }).click();
  await expect(invited).toHaveURL(/sign-in/);
  await invited.goto(stack().setupUrl);
  await expect(invited.getByText('This link no longer works.')).toBeVisible();
  await other.close();
});
