import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { expect, it } from 'vitest';
import { buildReport } from '../build-report.ts';
import { sampleInput } from '../sample/sample-input.ts';
import { compileHere } from './compile-here.ts';

it('does not leave one line of a finding on a page of its own', async () => {
  const model = buildReport(sampleInput(4));
  const [first] = model.findings;
  if (!first) throw new Error('The sample has no finding');
  // One line more each time: some would end one line under the foot of a page.
  const findings = Array.from({ length: 54 }, (_, more) => ({
    ...first,
    id: `F-${String(more + 1).padStart(2, '0')}`,
    recommendation: [...first.recommendation, ...Array.from({ length: more }, () => ['Another line.'])],
  }));
  const document = await getDocument({ data: compileHere({ ...model, findings }).pdf, verbosity: 0 }).promise;
  const short: number[] = [];
  for (let number = 2; number <= document.numPages; number++) {
    const { items } = await (await document.getPage(number)).getTextContent();
    const heights = items.flatMap((item) =>
      'str' in item && item.str.trim() !== '' ? [Math.round(item.transform[5])] : [],
    );
    // Between the running head and foot.
    const lines = new Set(heights.filter((y) => y > 75 && y < 770));
    if (lines.size <= 2) short.push(number);
  }
  expect(short).toEqual([]);
});
