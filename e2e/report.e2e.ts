import { readFileSync } from 'node:fs';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { accountId } from './support/stack-file.ts';
import { expect, sessionOf, test } from './support/test.ts';

test.use({ storageState: sessionOf('auditor') });

test('an auditor makes a report, downloads the PDF, and its text holds the finding', async ({ page }) => {
  await page.goto('/reports');
  await page.getByRole('link', { name: 'Create report' }).click();
  await page.getByLabel('Title').fill('Audit of Halvorsen Line');
  await page.getByRole('button', { name: 'Create report' }).click();
  await page.waitForURL(/\/reports\/[0-9a-f-]{36}$/);
  const link = page.getByRole('link', { name: 'Download PDF' });
  await expect(link).toBeVisible({ timeout: 90_000 });
  const [download] = await Promise.all([page.waitForEvent('download'), link.click()]);
  const text = await textOf(await download.path());
  expect(text).toContain('Halvorsen Line');
  expect(text).toContain('payments-prod');
  expect(text).toContain('ModifySecurityGroupRules');

  await page.getByRole('link', { name: 'Printable page' }).click();
  await expect(page.getByText('payments-prod').first()).toBeVisible();
});

test('a report covers the accounts that were searched for and ticked, by keyboard', async ({ page }) => {
  await page.goto('/reports/new');
  await page.getByLabel('Title').fill('Audit of payments');
  await page.getByRole('radio', { name: 'Named' }).check();
  await page.getByRole('button', { name: 'Create report' }).click();
  await expect(page.getByText('Name at least one account by its id.')).toBeVisible();
  await page.getByLabel('Find accounts').fill('payments-prod');
  await page.getByLabel('Find accounts').press('Enter');
  const found = page.getByRole('checkbox', { name: 'payments-prod' });
  await expect(found).toBeVisible();
  await page.getByLabel('Find accounts').press('Tab');
  await page.keyboard.press('Space');
  await expect(found).toBeChecked();
  await expect(page.getByText('1 account chosen.')).toBeVisible();
  await expect(page.getByLabel('Account ids')).toHaveValue(/^\d{12}$/);
  await page.getByRole('button', { name: 'Create report' }).click();
  await page.waitForURL(/\/reports\/[0-9a-f-]{36}$/);
  await page.getByRole('link', { name: 'Printable page' }).click({ timeout: 90_000 });
  await expect(page.getByText('payments-prod').first()).toBeVisible();
  await expect(page.getByText('log-archive')).toHaveCount(0);
});

test('an environment is chosen by its box, and an account’s own page chooses the account', async ({
  page,
}) => {
  await page.goto('/reports/new');
  await page.getByRole('radio', { name: 'Environments' }).check();
  await page.getByRole('checkbox', { name: 'Production' }).check();
  await expect(page.getByText(/^\d+ accounts chosen\.$/)).toBeVisible();
  await page.goto(`/reports/new?account=${accountId('payments-prod')}`);
  await expect(page.getByRole('radio', { name: 'Named' })).toBeChecked();
  await expect(page.getByLabel('Account ids')).toHaveValue(/^\d{12}$/);
});

/** All text of a PDF, with line breaks and hyphenation taken out of words. */
async function textOf(file: string): Promise<string> {
  const pdf = await getDocument({ data: new Uint8Array(readFileSync(file)), verbosity: 0 }).promise;
  const pages: string[] = [];
  for (let number = 1; number <= pdf.numPages; number += 1) {
    const { items } = await (await pdf.getPage(number)).getTextContent();
    pages.push(items.map((it) => ('str' in it ? it.str : '')).join(''));
  }
  return pages.join('\n').replaceAll('\u00ad', '').replaceAll('\u200b', '');
}
