import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { buildReport } from '#lib/report/build-report.ts';
import { ReportModel } from '#lib/report/model.ts';
import { sampleInput } from '#lib/report/sample/sample-input.ts';
import { ReportDocument } from './report-document.tsx';

const model = buildReport(sampleInput());
const html = renderToStaticMarkup(<ReportDocument model={model} />);
const words = html.replace(/<[^>]+>/g, '');

describe('the printable page', () => {
  it('says what the PDF says, in the same order', () => {
    const order = model.sections.map((it) => html.indexOf(`id="${it.id}"`));
    expect(order).not.toContain(-1);
    expect(order).toEqual(order.toSorted((one, other) => one - other));
    for (const finding of model.findings) {
      expect(html).toContain(`id="${finding.id}"`);
      expect(words).toContain(finding.title);
    }
    for (const account of model.accounts) expect(html).toContain(`id="account-aws-${account.accountId}"`);
    expect(words).toContain('15 of 21');
    expect(words).toContain(model.evidenceSha256);
  });

  it('has no script and no style attribute, which the content security policy would refuse', () => {
    expect(html).not.toMatch(/<script|\sstyle=|\son[a-z]+=/);
  });

  it('has real tables with captions and heads', () => {
    const tables = html.match(/<table/g)?.length ?? 0;
    expect(html.match(/<caption/g)).toHaveLength(tables);
    expect(html.match(/scope="col"/g)?.length).toBeGreaterThan(tables);
  });

  it('links only to places that exist, and uses each id once', () => {
    const ids = [...html.matchAll(/\sid="([^"]+)"/g)].map((it) => it[1]);
    expect(new Set(ids).size).toBe(ids.length);
    for (const [, target] of html.matchAll(/href="#([^"]+)"/g)) {
      if (!target?.startsWith('g-')) expect(ids).toContain(target);
    }
  });

  it('draws the accounts of a big report one page each, and still links only to what is there', () => {
    const [account] = model.accounts;
    const accounts = Array.from({ length: 51 }, (_, index) => ({
      ...account,
      accountId: String(100_000_000_000 + index),
    }));
    const big = renderToStaticMarkup(<ReportDocument model={ReportModel.parse({ ...model, accounts })} />);
    expect(big).toContain('href="?account=account-aws-100000000050"');
    expect(big).toContain('id="account-aws-100000000050"');
    expect(big).not.toContain('class="account"');
  });

  it('keeps hostile names text', () => {
    const input = sampleInput(3);
    const name = '<img src=x onerror=alert(1)>';
    const accounts = input.accounts.map((it) => ({ ...it, name, owner: name }));
    const dirty = renderToStaticMarkup(
      <ReportDocument model={buildReport({ ...input, client: name, accounts })} />,
    );
    expect(dirty).not.toContain('<img');
    expect(dirty).toContain('&lt;img src=x onerror=alert(1)&gt;');
  });
});
