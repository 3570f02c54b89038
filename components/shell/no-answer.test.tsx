import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { NoAnswer } from '#components/shell/no-answer.tsx';

describe('NoAnswer', () => {
  it('says what is kept, what to do, and under which reference the reason is found', () => {
    const html = renderToStaticMarkup(<NoAnswer digest="3914836991" again={() => undefined} />);
    expect(html).toContain('what was scanned and judged is kept');
    expect(html).toContain('Try again');
    expect(html).toContain('3914836991');
  });
});
