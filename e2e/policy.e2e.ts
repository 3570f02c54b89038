import type { Page } from '@playwright/test';
import { violationsOf } from './support/axe.ts';
import { accountId } from './support/stack-file.ts';
import { expect, sessionOf, test } from './support/test.ts';

test('decisions say which accounts they are about, and the verdict names them', async ({ browser }) => {
  const context = await browser.newContext({ storageState: sessionOf('lead') });
  const page = await context.newPage();
  await page.goto('/settings/policy');
  const shield = item(page, 'Shield Advanced');
  await expect(shield).toContainText('Not required in staging, development and sandbox accounts until');
  await expect(shield).toContainText('4 accounts today.');
  await expect(shield).toContainText('Not required in accounts management, security-tooling');
  await expect(shield).toContainText('Required elsewhere; fails or warns in');
  await expect(page.getByText('Decide for other accounts')).toHaveCount(0);

  await page.goto(`/accounts/${accountId('crew-sandbox')}/checks/macie-enabled`);
  const decided = 'Reviewed and not required in development and sandbox accounts until';
  await expect(page.getByText(decided).first()).toBeVisible();
  await expect(page.getByText('Decided by Jonas Kask for development and sandbox accounts.')).toBeVisible();
  await context.close();
});

test.describe('deciding', () => {
  // A company without accounts: a change of the policy judges nobody else's accounts again.
  test.describe.configure({ mode: 'serial' });
  test.use({ storageState: sessionOf('stranger') });

  for (const width of [1440, 390]) {
    test(`${width} wide: what is wrong is said at its field, and nothing typed is lost`, async ({ page }) => {
      await page.setViewportSize({ width, height: 900 });
      const form = await openNew(page, 'Macie');
      await form.getByText('Environments', { exact: true }).first().click();
      await fill(form, { Owner: 'Jonas Kask', Reason: 'Short', Cost: 'None.', Until: day(400) });
      await form.getByRole('button', { name: /Save the decision/ }).click();
      await expect(form.getByText('Choose at least one environment.')).toBeVisible();
      await expect(form.getByText('Say why, in a sentence.')).toBeVisible();
      await expect(form.getByText('At most a year ahead:')).toBeVisible();
      await expect(form.getByLabel(/^Owner/)).toHaveValue('Jonas Kask');
      await expect(form.getByLabel('Environments', { exact: true }).first()).toBeChecked();
      await expect(form.getByLabel(/Account ids/)).toBeHidden();
      expect(await violationsOf(page)).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);

      await form.getByText('Named accounts', { exact: true }).click();
      await form.getByLabel(/Account ids/).fill('524096731180\n12');
      await fill(form, { Reason: 'Nothing is kept there.', Until: day(30) });
      await form.getByRole('button', { name: /Save the decision/ }).click();
      await expect(form.getByText('12 is not an account id. It has 12 digits.')).toBeVisible();
      await expect(form.getByLabel(/Account ids/)).toHaveValue('524096731180\n12');
      await form.getByLabel(/Account ids/).fill('524096731180');
      await form.getByRole('button', { name: /Save the decision/ }).click();
      await expect(form.getByText('524096731180 is not onboarded in this workspace.').first()).toBeVisible();
      expect(await violationsOf(page)).toEqual([]);
    });
  }

  test('from the keyboard: decide for sandboxes, decide for all, and take both back', async ({ page }) => {
    const form = await openNew(page, 'Macie');
    const radio = form.getByLabel('All accounts');
    await radio.focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Tab');
    for (const _ of [1, 2, 3]) await page.keyboard.press('Tab');
    await page.keyboard.press('Space');
    await expect(form.getByLabel(/^Sandbox/)).toBeChecked();
    await fill(form, good('Jonas Kask'));
    await form.getByRole('button', { name: /Save the decision/ }).press('Enter');
    const macie = item(page, 'Macie');
    await expect(macie).toContainText('Not required in sandbox accounts until');
    await expect(macie).toContainText('No account today.');

    const again = await openNew(page, 'Macie');
    await again.getByText('Environments', { exact: true }).first().click();
    await again.getByText('Sandbox', { exact: false }).first().click();
    await fill(again, good('Elin Berg'));
    await again.getByRole('button', { name: /Save the decision/ }).click();
    await expect(again.getByText('Jonas Kask decided this for sandbox accounts until').first()).toBeVisible();
    await again.getByText('All accounts', { exact: true }).click();
    await again.getByRole('button', { name: /Save the decision/ }).click();
    await expect(macie).toContainText('Not required in all accounts until');
    expect(await violationsOf(page)).toEqual([]);

    await macie.getByRole('button', { name: /^Require again.*, all accounts$/ }).click();
    await expect(macie).not.toContainText('Not required in all accounts until');
    await macie.getByRole('button', { name: /^Require again.*, sandbox accounts$/ }).click();
    await expect(macie).not.toContainText('Not required in');
  });

  test.describe('without scripts', () => {
    test.use({ javaScriptEnabled: false });

    test('a decision can be refused, mended, changed and taken back', async ({ page }) => {
      const form = await openNew(page, 'Inspector');
      await form.getByText('Environments', { exact: true }).first().click();
      await fill(form, good('Jonas Kask'));
      await form.getByRole('button', { name: /Save the decision/ }).click();
      await expect(page.getByText('Choose at least one environment.')).toBeVisible();
      const mended = item(page, 'Inspector').locator('form').last();
      await expect(mended.getByLabel(/^Owner/)).toHaveValue('Jonas Kask');
      await mended.getByText('Development', { exact: false }).first().click();
      await mended.getByRole('button', { name: /Save the decision/ }).click();
      await expect(item(page, 'Inspector')).toContainText('Not required in development accounts until');

      const decision = item(page, 'Inspector').locator('.decision');
      await decision.getByText('Change or renew').click();
      await expect(decision.getByLabel(/^Development/)).toBeChecked();
      await decision.getByLabel(/^Owner/).fill('Elin Berg');
      await decision.getByRole('button', { name: /Save the decision/ }).click();
      await expect(item(page, 'Inspector')).toContainText('Elin Berg');
      await decision.getByRole('button', { name: /Require again/ }).click();
      await expect(item(page, 'Inspector')).not.toContainText('Not required in');
    });
  });
});

function item(page: Page, service: string) {
  return page.locator('.decisions > li').filter({ has: page.getByRole('heading', { name: service }) });
}

async function openNew(page: Page, service: string) {
  if (!page.url().endsWith('/settings/policy')) await page.goto('/settings/policy');
  const details = item(page, service).locator('> details');
  await details.locator('summary').click();
  return details.locator('form');
}

async function fill(form: ReturnType<Page['locator']>, values: Record<string, string>): Promise<void> {
  for (const [label, value] of Object.entries(values))
    await form.getByLabel(new RegExp(`^${label}`)).fill(value);
}

function good(owner: string): Record<string, string> {
  return { Owner: owner, Reason: 'Nothing is kept there.', Cost: 'None.', Until: day(30) };
}

function day(ahead: number): string {
  return new Date(Date.now() + ahead * 24 * 60 * 60 * 1000).toISOString().slice(0, 10);
}
