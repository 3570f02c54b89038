import { parse } from 'csv-parse/sync';
import { expect, sessionOf, test } from './support/test.ts';

test.use({ storageState: sessionOf('auditor') });

test('the export holds exactly the filtered rows, all pages of them', async ({ page, request }) => {
  await page.goto('/findings');
  await page.getByLabel('Severity').selectOption('high');
  await expect(page).toHaveURL(/severity=high/);
  const link = page.getByRole('link', { name: /^Export .* as CSV$/ });
  await expect(link).toHaveAttribute('href', /severity=high/);
  const count = Number((await link.textContent())?.replace(/\D/g, ''));
  const csv = await request.get((await link.getAttribute('href')) ?? '');
  const rows: Record<string, string>[] = parse(await csv.text(), { columns: true });
  expect(rows).toHaveLength(count);
  expect(new Set(rows.map((it) => it.severity))).toEqual(new Set(['high']));
  const json: unknown[] = await (await request.get('/api/findings/export?severity=high&format=json')).json();
  expect(json).toHaveLength(count);
});

test('a filter that finds nothing names the one to drop', async ({ page }) => {
  await page.goto('/findings?severity=critical&q=no-such-thing');
  await expect(page.getByRole('heading', { name: 'No finding matches all 3 filters' })).toBeVisible();
  await page.getByRole('link', { name: 'Drop the search' }).click();
  await expect(page).toHaveURL(/severity=critical/);
  await expect(page.getByRole('table', { name: 'Findings' })).toBeVisible();
});

test('order stands in the address and in aria-sort', async ({ page }) => {
  await page.goto('/findings');
  await page.getByRole('columnheader', { name: 'Account' }).getByRole('link').click();
  await expect(page).toHaveURL(/sort=account/);
  await expect(page.getByRole('columnheader', { name: 'Account' })).toHaveAttribute('aria-sort', 'ascending');
});
