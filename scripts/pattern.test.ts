import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';

describe('npm run pattern', () => {
  it('it answers match lines in order, bad ones with an error', () => {
    const { status, answers } = run(
      ['match'],
      [
        '{"pattern": "{ $.a = 1 }", "event": {"a": 1}}',
        '{"pattern": "ERROR", "message": "an ERROR"}',
        'not JSON',
        '[]',
        '{"pattern": "{ $.a == 1 }", "event": {}}',
        '{"pattern": 5}',
        '{"pattern": "x"}',
        '{"pattern": "{ $.a = 1 }", "message": "{\\"a\\": 2}"}',
      ],
    );
    expect(status).toBe(0);
    expect(answers.map((answer) => ('match' in answer ? answer.match : 'error'))).toEqual([
      true,
      true,
      'error',
      'error',
      'error',
      'error',
      'error',
      false,
    ]);
    expect(answers[4]).toEqual({ error: { message: 'The operator is a single "=".', column: 8 } });
  });

  it('it reads files from Windows: a byte order mark and CRLF', () => {
    const { answers } = run(
      ['match'],
      ['\uFEFF{"pattern": "ERROR", "message": "an ERROR"}\r', '{"pattern": "ERROR", "message": "fine"}\r'],
    );
    expect(answers).toEqual([{ match: true }, { match: false }]);
  });

  it('it answers cover lines', () => {
    const { answers } = run(
      ['cover'],
      [
        '{"control": "security-group-changes", "pattern": "{ $.eventName = *SecurityGroup* }"}',
        '{"control": "vpc-changes", "pattern": ["{ $.eventName = CreateVpc }", "{"], "edition": "1.2"}',
        '{"control": "nothing", "pattern": ""}',
        '{"control": "vpc-changes", "pattern": "", "edition": "9"}',
        '{"control": "vpc-changes"}',
      ],
    );
    expect(answers.map((answer) => answer.verdict ?? 'error')).toEqual([
      'covers',
      'misses',
      'error',
      'error',
      'error',
    ]);
    expect(Object.keys(answers[0] ?? {})).toEqual(
      expect.arrayContaining(['verdict', 'missed', 'exclusions', 'alsoFires', 'securityHub']),
    );
  });

  it('it explains a pattern, and points at what is wrong with one', () => {
    expect(run(['explain', '{ $.a NOT EXISTS }'], []).output).toContain('a is absent');
    const wrong = run(['explain', '{ $.a == 1 }'], []);
    expect([wrong.status, wrong.errors.split('\n')[1]]).toEqual([1, '       ^']);
  });

  it('it tells how it is used', () => {
    for (const args of [[], ['nonsense'], ['explain'], ['match', 'x'], ['explain', 'a', 'b']]) {
      const { status, errors } = run(args, []);
      expect(status).toBe(2);
      expect(errors).toContain('Usage: npm run -s pattern');
    }
    expect(run(['--help'], []).status).toBe(0);
  });

  it('it streams a hundred thousand lines', () => {
    const line = '{"pattern": "{ $.eventName = CreateVpc }", "event": {"eventName": "CreateVpc"}}';
    const { answers } = run(
      ['match'],
      Array.from({ length: 100_000 }, () => line),
    );
    expect(answers.length).toBe(100_000);
    expect(answers.every((answer) => answer.match === true)).toBe(true);
  });
});

function run(args: readonly string[], lines: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['scripts/pattern.ts', ...args], {
    input: lines.join('\n'),
    encoding: 'utf8',
    maxBuffer: 64_000_000,
  });
  const answers = lines.length === 0 ? [] : stdout.trim().split('\n').map(answerOf);
  return { status, answers, output: stdout, errors: stderr };
}

function answerOf(line: string): Readonly<Record<string, unknown>> {
  const answer: unknown = JSON.parse(line);
  return { ...(typeof answer === 'object' ? answer : {}) };
}
