import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** What axe says of the page as it stands. The theme changes colours only, so the dark one is asked about those. */
export async function violationsOf(page: Page): Promise<string[]> {
  await page.emulateMedia({ colorScheme: 'light' });
  const light = await violationsUnder(page, { type: 'tag', values: tags });
  await page.emulateMedia({ colorScheme: 'dark' });
  const dark = await violationsUnder(page, { type: 'rule', values: ['color-contrast'] });
  return [...light, ...dark];
}

/**
 * In the page itself, and without an account of each element that passed: on a big page that account takes ten times
 * as long as the rules.
 */
async function violationsUnder(
  page: Page,
  runOnly: { type: 'tag' | 'rule'; values: string[] },
): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page })
    .options({ runOnly, resultTypes: ['violations'] })
    .setLegacyMode()
    .analyze();
  return violations.map((it) => {
    const places = it.nodes.map((node) => node.target.join(' ')).slice(0, 3);
    return `${it.id}: ${places.join('; ')}`;
  });
}
