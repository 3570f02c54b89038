import type { Page } from '@playwright/test';
import { violationsOf } from './support/axe.ts';
import { accountId, stack } from './support/stack-file.ts';
import { expect, sessionOf, test } from './support/test.ts';

const playground =
  '/playground?control=security-group-changes&pattern=%7B+%24.eventName+%3D+CreateSecurityGroup+%7D';

const payments = () => `/accounts/${accountId('payments-prod')}`;

/** Addresses are asked for late: the ids are known when the stack runs. */
const pages: Record<string, () => string> = {
  'the overview': () => '/',
  'the matrix': () => '/alarms',
  'the accounts list': () => '/accounts',
  'a scorecard': payments,
  'an account out of reach': () => `/accounts/${accountId('baltica-yard')}`,
  'an account hardly seen': () => `/accounts/${accountId('harbour-cameras')}`,
  'an inherited scorecard': () => `/accounts/${accountId('tracking-prod')}`,
  'editing an account': () => `${payments()}/edit`,
  'a missing alarm': () => `${payments()}/checks/alarm-security-group-changes`,
  'an unknown alarm': () => `/accounts/${accountId('baltica-terminal')}/checks/alarm-root-usage`,
  'a trail check': () => `${payments()}/checks/trail-kms`,
  onboarding: () => '/accounts/onboard',
  'the findings list': () => '/findings',
  'an empty findings list': () => '/findings?q=nothing-like-this',
  'the reports list': () => '/reports',
  'creating a report': () => '/reports/new',
  'a report': () => `/reports/${stack().reportId}`,
  'the scans list': () => '/scans',
  'a scan': () => `/scans/${stack().scanId}`,
  'the playground': () => playground,
  'the catalogue': () => '/catalogue',
  'the frameworks': () => '/frameworks',
  'a framework edition': () => '/frameworks/cis-aws-foundations/7.0',
  'a framework edition, one check': () => '/frameworks/pci-dss/4.0?check=trail-multi-region',
  'a framework edition, broken only': () => '/frameworks/nist-800-53/r5?show=broken',
  'a requirement': () => '/frameworks/cis-aws-foundations/7.0/5.10',
  'the workspace policy': () => '/settings/policy',
  'the permissions': () => '/settings/permissions',
  'the members': () => '/members',
  'the score formula': () => '/score',
  'what was not seen': () => '/unseen',
  'the root causes': () => '/causes',
  'a page that is not there': () => '/no-such-page',
};

/** Every page, in each theme and width: no violation of WCAG 2.2 AA, and nothing wider than the window. */
test('sign-in has no accessibility violations', ({ page }) => expectAccessible(page, '/sign-in'));

test.describe('signed in', () => {
  test.use({ storageState: sessionOf('admin') });

  for (const [name, path] of Object.entries(pages)) {
    test(`${name} has no accessibility violations`, ({ page }) => expectAccessible(page, path()));
  }
});

/** More than this is slow on a phone, in a screen reader and on paper: what is many belongs behind a link. */
const elementsAtMost = 5000;

/** Loaded once: width and theme are the style sheet's matter. */
async function expectAccessible(page: Page, path: string): Promise<void> {
  await page.goto(path);
  expect.soft(await page.locator('*').count(), `elements of ${path}`).toBeLessThan(elementsAtMost);
  for (const width of [1440, 390]) {
    await page.setViewportSize({ width, height: 900 });
    expect.soft(await violationsOf(page), `${path}, ${width} wide`).toEqual([]);
    const scrollWidth = await page.evaluate(() => document.documentElement.scrollWidth);
    expect.soft(scrollWidth, `${path} is wider than the window`).toBeLessThanOrEqual(width);
  }
}
