import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { expect, test } from '@playwright/test';

let stack: ChildProcess;
let at: { url: string; signIn: string };

test.beforeAll(async () => {
  stack = spawn(path.resolve('node_modules/.bin/node'), ['e2e/support/outage-stack.ts'], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  [at] = await once(stack, 'message');
});

test.afterAll(async () => {
  const ended = once(stack, 'exit');
  stack.disconnect();
  await ended;
});

async function database(say: 'down' | 'up'): Promise<void> {
  const done = once(stack, 'message');
  stack.send(say);
  await done;
}

test('a database that goes away is an error, and back it is used again', async ({ page }) => {
  await page.goto(at.signIn);
  await page.goto(`${at.url}/accounts`);
  await expect(page.getByText('halvorsen-payments').first()).toBeVisible();
  const accounts = () => page.request.get(`${at.url}/api/accounts`);
  expect(await (await accounts()).json()).toMatchObject({ total: 1 });

  await database('down');
  const answer = await accounts();
  expect(answer.status()).toBeGreaterThanOrEqual(500);
  expect(await answer.text()).not.toContain('accounts');
  const visit = await page.goto(`${at.url}/accounts`);
  expect(visit?.status()).toBe(500);
  await expect(page.getByRole('heading', { name: 'Watchpost could not answer' })).toBeVisible();
  await expect(page.getByText('No accounts yet')).toHaveCount(0);

  await database('up');
  await expect(async () => {
    expect(await (await accounts()).json()).toMatchObject({ total: 1 });
  }).toPass();
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByText('halvorsen-payments').first()).toBeVisible();
});
