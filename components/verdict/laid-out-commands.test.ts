import { describe, expect, it } from 'vitest';
import { laidOutCommands } from './laid-out-commands.ts';

const long = 'aws s3api put-public-access-block --bucket trail-logs';

describe('laid out commands', () => {
  it('gives each option of a long command a line of its own', () => {
    expect(laidOutCommands(`${long} --public-access-block-configuration BlockPublicAcls=true`)).toBe(
      [
        'aws s3api put-public-access-block \\',
        '  --bucket trail-logs \\',
        '  --public-access-block-configuration BlockPublicAcls=true',
      ].join('\n'),
    );
  });

  it('leaves short commands, comments and what is laid out already', () => {
    const text = `# ${long} --and-more-than-fits-on-one-line-of-the-page\n${long}\naws sns subscribe \\\n  --protocol email`;
    expect(laidOutCommands(text)).toBe(text);
  });

  it('keeps what stands in quotes, over lines too, and the indent of a loop', () => {
    const text = `  aws events put-rule --name respond --event-pattern '{ "a": " --not an option" }' --state ENABLED\naws x --y 'first\naws second ${'line '.repeat(15)} --still text'`;
    expect(laidOutCommands(text)).toBe(
      [
        '  aws events put-rule \\',
        '    --name respond \\',
        `    --event-pattern '{ "a": " --not an option" }' \\`,
        '    --state ENABLED',
        "aws x --y 'first",
        `aws second ${'line '.repeat(15)} --still text'`,
      ].join('\n'),
    );
  });

  it('leaves lines that pipe or substitute', () => {
    const text = `aws cloudtrail describe-trails --region eu-north-1 --query 'trailList[].Name' --output text | sort -u`;
    expect(laidOutCommands(text)).toBe(text);
  });
});
