import type { Answer, Asking, Question, SendOptions } from './ask.ts';

export interface PagedQuestion<Fact> extends Omit<Question<Fact>, 'send'> {
  /** @param token undefined for the first page. */
  send(token: string | undefined, options: SendOptions): Promise<unknown>;
  /** Token of the page after this one. */
  next(page: Fact): string | null | undefined;
  /** True once further pages cannot change anything. */
  isEnough?(page: Fact): boolean;
}

/**
 * All pages in order. A page that fails ends the list: what was read stands, with `failure` beside it.
 * A server that returns the same token twice would never end, so that too is the end.
 */
export async function askPages<Fact>(
  asking: Pick<Asking, 'tryAsk'>,
  question: PagedQuestion<Fact>,
): Promise<{
  pages: Extract<Answer<Fact>, { isAnswered: true }>[];
  failure: Extract<Answer<Fact>, { isAnswered: false }> | null;
}> {
  const pages: Extract<Answer<Fact>, { isAnswered: true }>[] = [];
  const seen = new Set<string>();
  let token: string | undefined;
  for (;;) {
    const current = token;
    const page = await asking.tryAsk({ ...question, send: (options) => question.send(current, options) });
    if (!page.isAnswered) return { pages, failure: page };
    pages.push(page);
    const next = question.next(page.value);
    if (!next || seen.has(next) || question.isEnough?.(page.value)) return { pages, failure: null };
    seen.add(next);
    token = next;
  }
}
