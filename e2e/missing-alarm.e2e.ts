import { accountId } from './support/stack-file.ts';
import { expect, sessionOf, test } from './support/test.ts';

test.use({ storageState: sessionOf('lead') });

test('a lead opens a missing alarm and reads which event gets lost', async ({ page }) => {
  await page.goto('/alarms');
  await page
    .getByRole('link', { name: /^payments-prod, Security group changes: Fail, broken at link 3/ })
    .click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Security group changes');

  const chain = page.getByRole('region', { name: 'Chain from trail to person' });
  await expect(chain).toContainText('Breaks at link 3, metric filter');
  await expect(chain.getByRole('listitem').filter({ hasText: '3Metric filter' })).toContainText('Blind to');
  await expect(chain).toContainText('lost here.');

  const layout = page.getByRole('table', { name: /sg-changes, line by line/ });
  await expect(layout).toContainText('ModifySecurityGroupRules');
  await expect(layout).toContainText('not in the pattern');
  await expect(layout).toContainText('False whenever the field is absent');

  const lost = page.getByRole('region', { name: 'An event that gets lost' });
  await expect(lost).toContainText('1 of');
  const first = await lost.getByRole('region', { name: 'Sample CloudTrail record' }).textContent();
  expect(first).toContain('"eventSource": "ec2.amazonaws.com"');
  await lost.getByRole('button', { name: 'Next event' }).click();
  await expect(lost).toContainText('2 of');

  await expect(page.getByRole('table', { name: 'Verdict per benchmark edition' })).toContainText('CIS 1.2');
  const evidence = page.getByRole('table', { name: 'Calls that decided this verdict' });
  await expect(evidence).toContainText('logs:DescribeMetricFilters');
  await expect(evidence.getByRole('button', { name: /Copy the command/ }).first()).toBeVisible();
});

test('a denied action is unknown, with what would let us see it', async ({ page }) => {
  await page.goto(`/accounts/${accountId('baltica-terminal')}/checks/alarm-root-usage`);
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Unknown');
  await expect(page.getByText('logs:DescribeMetricFilters').first()).toBeVisible();
  await expect(page.getByRole('button', { name: 'Copy the statement that grants it' })).toBeVisible();
  // Nobody knows what is there, so nobody can say what to change.
  await expect(page.getByRole('heading', { name: 'Fix' })).toBeHidden();
});

test('the ground of a broken link lies under its own station', async ({ page }) => {
  await page.goto(`/accounts/${accountId('tracking-dev')}/checks/alarm-kms-cmk-disable-delete`);
  const station = await page.locator('.chain .st.brk').boundingBox();
  const ground = await page.locator('.chain .lane > .col').first().boundingBox();
  expect(ground?.x).toBeCloseTo(station?.x ?? -1, 0);
  expect(ground?.width).toBeCloseTo(station?.width ?? -1, 0);
});

test('an inherited verdict leads to its owner', async ({ page }) => {
  await page.goto(`/accounts/${accountId('tracking-prod')}/checks/alarm-monitoring-changes`);
  await expect(page.getByText(/Inherited from management/)).toBeVisible();
  await page.getByRole('link', { name: 'Open at the owner' }).click();
  await expect(page).toHaveURL(
    new RegExp(`/accounts/${accountId('management')}/checks/alarm-monitoring-changes`),
  );
});
