import { AxeBuilder } from '@axe-core/playwright';
import { accountId, stack } from './support/stack-file.ts';
import { expect, sessionOf, test } from './support/test.ts';

const looks = [
  { theme: 'light', width: 1440 },
  { theme: 'dark', width: 1440 },
  { theme: 'light', width: 390 },
  { theme: 'dark', width: 390 },
] as const;

const playground =
  '/playground?control=security-group-changes&pattern=%7B+%24.eventName+%3D+CreateSecurityGroup+%7D';

/** Every page, in each theme and width: no violation of WCAG 2.2 AA, and nothing wider than the window. */
for (const { theme, width } of looks) {
  test.describe(`${theme}, ${width} wide`, () => {
    test.use({ colorScheme: theme, viewport: { width, height: 900 } });

    test('sign-in has no accessibility violations', async ({ page }) => {
      await page.goto('/sign-in');
      await expectAccessible(page, '/sign-in', width);
    });

    test.describe('signed in', () => {
      test.use({ storageState: sessionOf('admin') });

      test('pages have no accessibility violations', async ({ page }) => {
        test.slow();
        for (const path of paths()) {
          await page.goto(path);
          await expectAccessible(page, path, width);
        }
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

async function expectAccessible(
  page: import('@playwright/test').Page,
  path: string,
  width: number,
): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze();
  const said = violations.map(
    (it) =>
      `${it.id}: ${it.nodes
        .map((node) => node.target.join(' '))
        .slice(0, 3)
        .join('; ')}`,
  );
  expect.soft(said, path).toEqual([]);
  const scrollWidth = await page.evaluate(() => document.documentElement.scrollWidth);
  expect.soft(scrollWidth, `${path} is wider than the window`).toBeLessThanOrEqual(width);
}
