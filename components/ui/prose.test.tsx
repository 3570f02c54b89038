import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { Name } from './name.tsx';
import { Prose } from './prose.tsx';

describe('a sentence with names in it', () => {
  it('writes characters that turn the direction of the text out, so that they turn nothing', () => {
    const html = renderToStaticMarkup(<Prose text={'The filter evil\u202Edorp drops 5 of 21 events.'} />);
    expect(html).toBe('The filter evil‹U+202E›dorp drops 5 of 21 events.');
  });

  it('leaves right-to-left letters as they are', () => {
    expect(renderToStaticMarkup(<Prose text="Der Filter מסנן" />)).toContain('מסנן');
  });
});

describe('a name', () => {
  it('stands apart from the text around it', () => {
    expect(renderToStaticMarkup(<Name text={'evil\u202Edorp'} />)).toBe(
      '<bdi class="name">evil\u202Edorp</bdi>',
    );
  });

  it('may break anywhere when it is long', () => {
    expect(renderToStaticMarkup(<Name text={'a'.repeat(200)} />)).toContain('class="name long"');
  });
});
