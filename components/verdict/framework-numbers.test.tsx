import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { FrameworkNumbers } from '#components/verdict/framework-numbers.tsx';

function shown(count: number): string {
  const frameworks = Array.from({ length: count }, (_, index) => ({
    framework: 'nist-800-53',
    edition: 'r5',
    number: `AU-${index + 1}`,
  }));
  return renderToStaticMarkup(
    <FrameworkNumbers checkId="trail-exists" frameworks={frameworks} without={[]} />,
  );
}

describe('FrameworkNumbers', () => {
  it('names a few numbers, each with its requirement', () => {
    expect(shown(6).match(/<a /g)).toHaveLength(6);
  });

  it('draws one link for many, to the requirements of this check', () => {
    const html = shown(7);
    expect(html.match(/<a /g)).toHaveLength(1);
    expect(html).toContain('href="/frameworks/nist-800-53/r5?check=trail-exists"');
    expect(html).toContain('7 requirements');
  });
});
