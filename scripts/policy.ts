import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { permissionPolicy, policyText } from '#lib/onboarding/role-documents.ts';
import { cloudFormationTemplate, terraformTemplate } from '#lib/onboarding/role-templates.ts';
import { neededPermissions } from '#scanner/policy.ts';

const usage = `npm run -s policy -- --format json|cloudformation|terraform
npm run -s policy -- --write    brings lib/onboarding/permissions.json up to date

Prints the least-privilege policy of the role Watchpost assumes.
`;

const file = new URL('../lib/onboarding/permissions.json', import.meta.url);
const unfilled = { principalArn: null, externalId: null };

const formats: Record<string, () => string> = {
  json: () => `${policyText(permissionPolicy())}\n`,
  cloudformation: () => cloudFormationTemplate(unfilled),
  terraform: () => terraformTemplate(unfilled),
};

function main(): number {
  const { values } = parseArgs({
    options: {
      format: { type: 'string', default: 'json' },
      write: { type: 'boolean' },
      help: { type: 'boolean' },
    },
  });
  if (values.help) {
    process.stdout.write(usage);
    return 0;
  }
  if (values.write) {
    writeFileSync(file, `${JSON.stringify(neededPermissions(), null, 2)}\n`);
    return 0;
  }
  const print = formats[values.format];
  if (!print) {
    process.stderr.write(
      `--format: "${values.format}" is none of ${Object.keys(formats).join(', ')}.\n\n${usage}`,
    );
    return 2;
  }
  process.stdout.write(print());
  return 0;
}

try {
  process.exitCode = main();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n\n${usage}`);
  process.exitCode = 2;
}
