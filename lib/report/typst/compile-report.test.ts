import { createHash } from 'node:crypto';
import { getDocument, type PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { buildReport } from '../build-report.ts';
import { sampleInput } from '../sample/sample-input.ts';
import { compileHere } from './compile-here.ts';
import { compileReport, ReportTimeoutError } from './compile-report.ts';

async function open(pdf: Uint8Array): Promise<PDFDocumentProxy> {
  return getDocument({ data: pdf.slice(), verbosity: 0 }).promise;
}

async function pageTexts(document: PDFDocumentProxy): Promise<string[]> {
  const pages = Array.from({ length: document.numPages }, (_, index) => index + 1);
  return Promise.all(
    pages.map(async (number) => {
      const content = await (await document.getPage(number)).getTextContent();
      return content.items.map((it) => ('str' in it ? it.str + (it.hasEOL ? '\n' : '') : '')).join('');
    }),
  );
}

/** Text with line ends and spaces gone: what a reader finds, however lines fell. */
function squeezed(text: string): string {
  return text.replace(/\s+/g, '');
}

interface StructNode {
  role?: string;
  alt?: string;
  children?: readonly unknown[];
}

function rolesIn(node: StructNode, found: { role: string; alt: string | undefined }[] = []) {
  if (node.role) found.push({ role: node.role, alt: node.alt });
  for (const child of node.children ?? []) {
    if (typeof child === 'object' && child !== null && 'role' in child) rolesIn(child as StructNode, found);
  }
  return found;
}

const model = buildReport(sampleInput());

describe('the PDF of a report', () => {
  let pdf: Uint8Array;
  let document: PDFDocumentProxy;
  let texts: string[];
  beforeAll(async () => {
    pdf = compileHere(model).pdf;
    document = await open(pdf);
    texts = await pageTexts(document);
  });

  it('holds every finding with its parts', () => {
    const all = squeezed(texts.join(''));
    for (const finding of model.findings) {
      expect(all).toContain(squeezed(finding.id));
      expect(all).toContain(squeezed(finding.title));
      for (const row of finding.reproduction) expect(all).toContain(squeezed(row.command));
    }
    for (const title of [
      'Description',
      'Affected accounts',
      'Reproduction',
      'Recommendation',
      'References',
    ]) {
      expect(all).toContain(squeezed(title));
    }
    expect(all).toContain('15of21');
    expect(all).toContain(model.evidenceSha256);
  });

  it('names what could not be seen and why', () => {
    const page = texts.find(
      (it) => it.includes('What could not be seen, and why') && it.includes('What it keeps from view'),
    );
    expect(squeezed(page ?? '')).toContain('sns:ListSubscriptionsByTopicwasdeniedbyaservicecontrolpolicy.');
  });

  it('prints service decisions', async () => {
    const decision = {
      checkId: 'trail-kms',
      scope: 'all' as const,
      owner: 'Elin Berg',
      reason: 'Encrypted by the organization’s own key service.',
      costNote: '1 USD a month',
      expiresAt: '2027-06-30T23:59:59.999Z',
    };
    const decided = buildReport({ ...sampleInput(2), decisions: [decision] });
    const all = squeezed((await pageTexts(await open(compileHere(decided).pdf))).join(''));
    for (const part of [
      'Service decisions',
      decision.owner,
      decision.reason,
      decision.costNote,
      '30 Jun 2027',
    ]) {
      expect(all).toContain(squeezed(part));
    }
  });

  it('holds every account', () => {
    const all = squeezed(texts.join(''));
    for (const account of model.accounts) expect(all).toContain(account.accountId);
  });

  it('numbers its pages and has a running head', () => {
    const total = document.numPages;
    for (const [index, text] of texts.slice(1).entries()) {
      expect(text).toContain(`${index + 2} of ${total}`);
      expect(text).toContain('Halvorsen Line: logging and monitoring posture');
    }
  });

  it('has bookmarks for sections, findings and accounts', async () => {
    const outline = await document.getOutline();
    const titles = outline.map((it) => it.title.replace(/\s+/g, ' '));
    expect(titles).toContain('1 Summary');
    expect(titles).toContain('A Accounts');
    const findings = outline.find((it) => it.title.includes('Findings'))?.items ?? [];
    expect(findings).toHaveLength(model.findings.length);
    const accounts = outline.find((it) => it.title.endsWith('Accounts'))?.items ?? [];
    expect(accounts.map((it) => it.title)).toContain('payments-staging');
  });

  it('says what it is: PDF/UA, language, title, author, date', async () => {
    const { info, metadata } = await document.getMetadata();
    expect(info).toMatchObject({
      Title: 'Halvorsen Line: logging and monitoring posture',
      Author: 'Watchpost',
      Language: 'en',
    });
    expect(JSON.stringify(info)).toContain('20261119061400');
    expect(metadata?.getRaw()).toContain('<pdfuaid:part>1</pdfuaid:part>');
    expect(await document.getMarkInfo()).toMatchObject({ Marked: true });
  });

  it('is tagged: headings, paragraphs, tables with heads, figures with alternative text', async () => {
    const trees = await Promise.all(
      Array.from({ length: document.numPages }, async (_, index) =>
        (await document.getPage(index + 1)).getStructTree(),
      ),
    );
    const nodes = trees.flatMap((tree) => rolesIn(tree ?? {}));
    const roles = new Set(nodes.map((it) => it.role));
    for (const role of ['H1', 'H2', 'H3', 'P', 'Table', 'TH', 'TD', 'Figure', 'Link', 'TOC', 'L']) {
      expect(roles).toContain(role);
    }
    const figures = nodes.filter((it) => it.role === 'Figure');
    expect(figures.filter((it) => !it.alt)).toEqual([]);
    // pdf.js leaves out figures made of shapes alone: the cover's picture is looked up in the file itself.
    expect(Buffer.from(pdf).toString('latin1')).toContain(`/Alt (${model.picture.alt.slice(0, 60)}`);
    expect(figures.some((it) => it.alt?.includes('breaks at link 3, the metric filter'))).toBe(true);
  });

  it('is the same file each time, in this process and in a child', async () => {
    const hash = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
    expect(hash(compileHere(model).pdf)).toBe(hash(pdf));
    expect(hash((await compileReport(model)).pdf)).toBe(hash(pdf));
  });
});

const hostile = {
  markup: '*bold* _it_ `raw` #include("/etc/passwd") $x^2$ @label <tag> = head // comment \\ [c] #panic("x")',
  html: '<script>alert(1)</script>&amp;',
  hebrew: 'שלום עולם',
  emoji: 'prod 🚀🇳🇴',
  cjk: '支付 生产',
  control: 'bell\u0007nul\u0000esc\u001b[31m',
  bidi: 'admin\u202Etxt.exe',
  long: `arn:aws:iam::123456789012:role/${'x'.repeat(10_000)}`,
  lines: 'one\ntwo\r\nthree\ttab',
  empty: ' ',
};

describe('hostile names', () => {
  it.each(Object.entries(hostile))(
    'stay text: %s',
    async (_, name) => {
      const input = sampleInput(3);
      const accounts = input.accounts.map((it, index) => ({
        ...it,
        name: index === 0 ? name : it.name,
        owner: name,
        verdicts: it.verdicts.slice(-3).map((own) => ({
          ...own,
          reason: name,
          evidence: own.evidence
            .slice(0, 2)
            .map((row) => ({ ...row, decided: name, command: name, answer: { name } })),
        })),
      }));
      const dirty = buildReport({ ...input, client: name, classification: name, version: name, accounts });
      const document = await open(compileHere(dirty).pdf);
      const texts = squeezed((await pageTexts(document)).join(''));
      const shown = squeezed(
        dirty.accounts.find((it) => it.accountId === input.accounts[0]?.accountId)?.name ?? '',
      );
      // Characters the fonts lack stand as code points, so only plain names can be looked for as they are.
      if (/^[\x20-\x7e]*$/.test(shown)) expect(texts).toContain(shown.slice(0, 2_000));
      else expect(texts).toContain('[U+');
    },
    60_000,
  );
});

describe('compileReport', () => {
  it('stops a report that takes too long, and says so', async () => {
    await expect(compileReport(buildReport(sampleInput(300)), { timeoutMs: 400 })).rejects.toThrow(
      ReportTimeoutError,
    );
  });

  it('stops when its signal does', async () => {
    const stop = new AbortController();
    const compiling = compileReport(buildReport(sampleInput(300)), { signal: stop.signal });
    stop.abort(new Error('worker is closing'));
    await expect(compiling).rejects.toThrow('worker is closing');
  });
});
