import { expect, sessionOf, test } from './support/test.ts';

test.use({ storageState: sessionOf('lead') });

test('the skip link, the palette and the rows work from the keyboard', async ({ page }) => {
  await page.goto('/findings');
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'Skip to the content' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.locator('#main')).toBeFocused();

  await page.keyboard.press('/');
  await expect(page.getByRole('searchbox', { name: 'Filter findings' })).toBeFocused();
  await page.keyboard.type('baltica-web');
  await expect(page).toHaveURL(/q=baltica-web/);
  await page.getByRole('searchbox').blur();

  await page.keyboard.press('j');
  const rows = page.locator('a[data-row]');
  await expect(rows.nth(0)).toBeFocused();
  await page.keyboard.press('j');
  await expect(rows.nth(1)).toBeFocused();
  await page.keyboard.press('k');
  await expect(rows.nth(0)).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/accounts\/[0-9a-f-]+\/checks\//);

  await page.keyboard.press('Control+k');
  const palette = page.getByRole('combobox', { name: 'Page, account or check' });
  await expect(palette).toBeFocused();
  await expect(page.getByRole('dialog')).toHaveCount(1);
  await palette.fill('log-archive');
  await expect(page.getByRole('option', { name: /log-archive/ })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'log-archive' })).toBeVisible();
});

test('h j k l walk the matrix, the popover says the verdict, Enter opens the chain', async ({ page }) => {
  await page.goto('/alarms');
  await expect(page.getByRole('table')).toBeVisible();
  // The first key counts once the page listens.
  await expect(async () => {
    await page.keyboard.press('h');
    await expect(page.locator('[data-at="0,0"]')).toBeFocused({ timeout: 500 });
  }).toPass();
  await page.keyboard.press('l');
  await page.keyboard.press('j');
  await expect(page.locator('[data-at="1,1"]')).toBeFocused();
  await expect(page.locator('.pop.over')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.locator('.pop.over')).toBeHidden();
  await page.keyboard.press('h');
  await expect(page.locator('[data-at="1,0"]')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/checks\/alarm-/);
});

test('the drawer of a narrow screen opens the palette in front of itself', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto('/findings');
  await page.getByRole('button', { name: 'Open menu' }).click();
  await page.getByRole('button', { name: /Search or jump to/ }).click();
  const palette = page.getByRole('combobox', { name: 'Page, account or check' });
  await palette.fill('log-archive');
  await page.getByRole('option', { name: /log-archive/ }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'log-archive' })).toBeVisible();
});

test('what is focused is never under a sticky head', async ({ page }) => {
  await page.setViewportSize({ width: 1440, height: 520 });
  await page.goto('/alarms');
  const focused = page.locator('.x:focus');
  await expect(async () => {
    await page.keyboard.press('j');
    await expect(focused).toHaveCount(1, { timeout: 500 });
  }).toPass();
  for (let step = 0; step < 20; step += 1) await page.keyboard.press('j');
  for (let step = 0; step < 12; step += 1) await page.keyboard.press('k');
  const isOnTop = await focused.evaluate((cell) => {
    const { left, top, width, height } = cell.getBoundingClientRect();
    return cell.contains(document.elementFromPoint(left + width / 2, top + height / 2));
  });
  expect(isOnTop).toBe(true);
});
