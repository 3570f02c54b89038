import { describe, expect, it } from 'vitest';
import { addTallies, emptyTally, lostWeight, type Scored, scoreGain, scoreOf, tallyOf } from './score.ts';
import type { Severity, VerdictStatus } from './verdict.ts';

function of(verdict: VerdictStatus, severity: Severity = 'medium', isStale = false): Scored {
  return { section: 'trails', verdict, severity, isStale };
}

describe('scoreOf', () => {
  it.each<[string, Scored[], number | null, number | null]>([
    ['all pass', [of('pass'), of('pass')], 100, 1],
    ['all fail', [of('fail')], 0, 1],
    ['warn counts half', [of('warn')], 50, 1],
    [
      'severities weigh 10, 6, 3, 1',
      [of('pass', 'critical'), of('fail', 'high'), of('fail', 'medium'), of('fail', 'low')],
      50,
      1,
    ],
    ['informational weighs nothing', [of('pass'), of('fail', 'informational')], 100, 1],
    ['inherited is counted at its owner', [of('pass'), of('inherited')], 100, 1],
    ['not applicable and attested are out', [of('pass'), of('not_applicable'), of('attested')], 100, 1],
    ['unknown lowers what was seen, not the score', [of('pass'), of('unknown')], 100, 0.5],
    ['stale is unseen', [of('pass'), of('fail', 'medium', true)], 100, 0.5],
    ['stale and inherited stays out', [of('pass'), of('inherited', 'medium', true)], 100, 1],
    ['nothing seen has no score', [of('unknown')], null, 0],
    ['nothing to see has neither', [of('not_applicable')], null, null],
  ])('%s', (_name, verdicts, score, seenShare) => {
    expect(scoreOf(tallyOf(verdicts))).toMatchObject({ score, seenShare });
  });

  it('gives shares that add up and explain the score', () => {
    const { shares, score, seenShare } = scoreOf(
      tallyOf([of('pass'), of('warn'), of('fail', 'high'), of('unknown', 'low')]),
    );
    expect(shares.pass + shares.warn + shares.fail + shares.unseen).toBeCloseTo(1);
    expect((100 * (shares.pass + shares.warn / 2)) / (seenShare ?? 1)).toBeCloseTo(score ?? -1);
  });

  it('leaves out sections without checks', () => {
    expect(scoreOf(tallyOf([of('pass')])).sections.map((it) => it.section)).toEqual(['trails']);
  });
});

describe('addTallies', () => {
  it('makes the workspace of its accounts', () => {
    const one = [of('pass'), of('fail', 'high')];
    const two = [of('warn', 'critical'), of('unknown')];
    expect(addTallies([tallyOf(one), tallyOf(two), emptyTally()])).toEqual(tallyOf([...one, ...two]));
  });
});

describe('scoreGain', () => {
  it('is what the score gains when the findings turn green', () => {
    const before = [of('pass'), of('fail', 'high'), of('warn')];
    const tally = tallyOf(before);
    const lost = before.reduce((total, it) => total + lostWeight(it), 0);
    expect((scoreOf(tally).score ?? 0) + scoreGain(tally, lost)).toBeCloseTo(100);
  });
});
