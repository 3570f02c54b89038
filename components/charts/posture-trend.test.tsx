import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import { PostureTrend } from '#components/charts/posture-trend.tsx';

it('draws scans in the order they ended, and the last one at the right edge', () => {
  const at = (hour: number) => new Date(Date.UTC(2026, 10, 19, hour));
  const points = [
    { at: at(6), score: 60, seenShare: 0.9 },
    { at: at(18), score: 70, seenShare: 0.9 },
    { at: at(12), score: 65, seenShare: 0.9 },
  ];
  const ended = points.toSorted((one, other) => one.at.getTime() - other.at.getTime());
  const html = renderToStaticMarkup(<PostureTrend points={points} />);
  expect(html).toBe(renderToStaticMarkup(<PostureTrend points={ended} />));
  expect(html).toContain('>70</text>');
});
