import { accountId, stack } from './support/stack-file.ts';
import { expect, test } from './support/test.ts';

test('an anonymous visitor sees nothing but the sign-in page', async ({ page }) => {
  const { scanId, reportId } = stack();
  const account = accountId('payments-prod');
  const pages = [
    '/',
    '/alarms',
    '/accounts',
    `/accounts/${account}`,
    `/accounts/${account}/checks/alarm-root-usage`,
    '/accounts/onboard',
    '/findings',
    '/reports',
    `/reports/${reportId}`,
    `/reports/${reportId}/print`,
    '/scans',
    `/scans/${scanId}`,
    '/playground',
    '/catalogue',
    '/members',
    '/frameworks',
    '/frameworks/cis-aws-foundations/7.0',
    '/frameworks/cis-aws-foundations/7.0/5.10',
    '/settings/policy',
    '/settings/permissions',
    '/score',
    '/unseen',
    '/causes',
  ];
  for (const path of pages) {
    await page.goto(path);
    expect(new URL(page.url()).pathname, path).toBe('/sign-in');
    expect(await page.content()).not.toContain('payments-prod');
  }
});

test('an anonymous visitor gets 401 from every JSON route and download', async ({ request }) => {
  const { scanId, reportId } = stack();
  const routes = [
    '/api/search?q=pay',
    '/api/findings/export?format=csv',
    '/api/frameworks/cis-aws-foundations/7.0/export',
    `/api/scans/${scanId}`,
    `/api/reports/${reportId}`,
    `/api/reports/${reportId}/pdf`,
    '/api/onboardings/00000000-0000-4000-8000-000000000000',
    '/api/findings/00000000-0000-4000-8000-000000000000',
    '/api/accounts/00000000-0000-4000-8000-000000000000/checks/alarm-root-usage/glance',
  ];
  for (const route of routes) {
    const response = await request.get(route, { maxRedirects: 0 });
    expect(response.status(), route).toBe(401);
    expect(await response.text()).not.toContain('payments');
  }
});

test('the sign-in library shows no endpoint beside one-time links', async ({ request }) => {
  const data = { email: 'admin@e2e.example', password: 'a long enough password', name: 'Eve' };
  for (const path of ['sign-up/email', 'sign-in/email', 'update-user', 'request-password-reset']) {
    expect((await request.post(`/api/auth/${path}`, { data })).status(), path).toBe(404);
  }
  for (const path of ['get-session', 'list-sessions', 'error']) {
    expect((await request.get(`/api/auth/${path}`)).status(), path).toBe(404);
  }
});

test('an address that cannot be decoded is not found, like any other that leads nowhere', async ({
  request,
}) => {
  for (const path of ['/accounts/%E0%A4%A', '/%', '/no-such-page']) {
    const response = await request.get(path);
    expect(response.status(), path).toBe(404);
    expect(await response.text(), path).toContain('There is nothing here');
  }
});

test('a wrong password says no more than that', async ({ page }) => {
  await page.goto('/sign-in');
  await page.getByLabel('E-mail').fill('admin@e2e.example');
  await page.getByLabel('Password').fill('not the passphrase');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByText('E-mail address or password is wrong.')).toBeVisible();
  await expect(page.getByLabel('E-mail')).toHaveValue('admin@e2e.example');
});
