import { expect, sessionOf, test } from './support/test.ts';

test.use({ storageState: sessionOf('auditor') });

test('the playground judges while typing, without asking the server, and a link shows the same', async ({
  page,
}) => {
  await page.goto('/playground', { waitUntil: 'networkidle' });
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  await page.getByLabel('Control').selectOption('root-usage');
  const pattern = page.getByRole('textbox', { name: 'Pattern' });

  await pattern.fill('{ $.userIdentity.type = }');
  await expect(page.getByText(/^Column \d+:/)).toBeVisible();
  await expect(pattern).toHaveAttribute('aria-invalid', 'true');

  await pattern.fill('{ $.userIdentity.type = "Root" && $.awsRegion = "us-east-1" }');
  const answer = page.getByRole('region', { name: 'Answer' });
  await expect(answer).toContainText('Fail');
  await expect(answer).toContainText('awsRegion');
  await expect(answer).toContainText('Missed');

  await page.getByRole('button', { name: 'Use the text CIS prescribes' }).click();
  await expect(answer).toContainText('Pass');
  await expect(answer).toContainText('Security Hub CloudWatch.1 would say passed');
  await expect(answer).toContainText('Matches a JSON log event when');
  expect(asked.filter((url) => !/_next\/static|icon\.svg/.test(url))).toEqual([]);

  await expect(page).toHaveURL(/AwsServiceEvent/);
  const address = page.url();
  await page.goto('/');
  await page.goto(address);
  await expect(answer).toContainText('Pass');
});
