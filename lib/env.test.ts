import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { envExample } from '#scripts/stage/env-example-text.ts';
import { parseEnv } from './env.ts';

describe('parseEnv', () => {
  it('needs nothing', () => {
    expect(parseEnv({})).toMatchObject({ PORT: 3000, HOST: '127.0.0.1', WATCHPOST_HOME: '.watchpost' });
  });

  it('takes an empty value as absent', () => {
    expect(parseEnv({ DATABASE_URL: '' }).DATABASE_URL).toBeUndefined();
  });

  it.each([
    ['changeme-changeme-changeme-changeme', 'looks like an example'],
    ['aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 'looks like an example'],
    ['too-short', 'at least 32 characters'],
  ])('refuses the secret %s', (secret, message) => {
    expect(() => parseEnv({ WATCHPOST_SECRET: secret })).toThrow(message);
  });

  it('names every variable that is wrong', () => {
    expect(() => parseEnv({ PORT: '0', WATCHPOST_LOG_LEVEL: 'loud' })).toThrow(
      /PORT[\s\S]*WATCHPOST_LOG_LEVEL|WATCHPOST_LOG_LEVEL[\s\S]*PORT/,
    );
  });
});

describe('.env.example', () => {
  it('is what the schema says', () => {
    expect(readFileSync('.env.example', 'utf8')).toBe(envExample());
  });
});
