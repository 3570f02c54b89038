import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { accountId, stack } from './support/stack-file.ts';
import { expect, sessionOf, test } from './support/test.ts';

const playground =
  '/playground?control=security-group-changes&pattern=%7B+%24.eventName+%3D+CreateSecurityGroup+%7D';

/** Every page, in each theme and width: no violation of WCAG 2.2 AA, and nothing wider than the window. */
for (const width of [1440, 390]) {
  test.describe(`${width} wide`, () => {
    test.use({ viewport: { width, height: 900 } });

    test('sign-in has no accessibility violations', async ({ page }) => {
      await expectAccessible(page, '/sign-in', width);
    });

    test.describe('signed in', () => {
      test.use({ storageState: sessionOf('admin') });

      test('pages have no accessibility violations', async ({ page }) => {
        test.slow();
        for (const path of paths()) await expectAccessible(page, path, width);
      });
    });
  });
}

function paths(): string[] {
  const { scanId, reportId } = stack();
  const payments = accountId('payments-prod');
  return [
    '/',
    '/alarms',
    '/accounts',
    `/accounts/${payments}`,
    `/accounts/${accountId('tracking-prod')}`,
    `/accounts/${payments}/edit`,
    `/accounts/${payments}/checks/alarm-security-group-changes`,
    `/accounts/${accountId('baltica-terminal')}/checks/alarm-root-usage`,
    `/accounts/${payments}/checks/trail-kms`,
    '/accounts/onboard',
    '/findings',
    '/findings?q=nothing-like-this',
    '/reports',
    '/reports/new',
    `/reports/${reportId}`,
    '/scans',
    `/scans/${scanId}`,
    playground,
    '/catalogue',
    '/members',
    '/score',
    '/unseen',
    '/causes',
    '/no-such-page',
  ];
}

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** The theme changes colours only, so the dark one is asked about those. */
async function expectAccessible(page: Page, path: string, width: number): Promise<void> {
  await page.emulateMedia({ colorScheme: 'light' });
  await page.goto(path);
  const light = await new AxeBuilder({ page }).withTags(tags).analyze();
  await page.emulateMedia({ colorScheme: 'dark' });
  const dark = await new AxeBuilder({ page }).withRules(['color-contrast']).analyze();
  const said = [...light.violations, ...dark.violations].map((it) => {
    const places = it.nodes.map((node) => node.target.join(' ')).slice(0, 3);
    return `${it.id}: ${places.join('; ')}`;
  });
  expect.soft(said, path).toEqual([]);
  const scrollWidth = await page.evaluate(() => document.documentElement.scrollWidth);
  expect.soft(scrollWidth, `${path} is wider than the window`).toBeLessThanOrEqual(width);
}
