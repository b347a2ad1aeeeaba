import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inspect } from 'node:util'
import { expect, test } from 'vitest'
import { readConfig } from '#server/config.ts'

const CANARY = 'canary-4f1d09c3b7a25e86'

test('printing a configuration with every secret reveals none', () => {
  const programs = join(mkdtempSync(join(tmpdir(), 'parley-config-')), 'programs.yaml')
  writeFileSync(programs, `- { name: p, command: /bin/true, env: { KEY: $OPENAI_API_KEY }, tenants: '*' }\n`)
  const config = readConfig({
    DATABASE_URL: `postgres://parley:${CANARY}@db/parley`,
    REDIS_URL: `redis://:${CANARY}@redis:6379`,
    PARLEY_SECRET_KEY: `${CANARY}-${CANARY}`,
    PARLEY_SECRET_KEY_FORMER: `${CANARY}-former-${CANARY}`,
    PARLEY_METRICS_TOKEN: CANARY,
    PARLEY_OWNER_EMAIL: 'owner@example.com',
    PARLEY_OWNER_PASSWORD: CANARY,
    PARLEY_PUBLIC_URL: 'https://chat.example.com',
    PARLEY_SMTP_URL: `smtps://us:${CANARY}@mail.example.com`,
    PARLEY_MAIL_FROM: 'parley@example.com',
    PARLEY_S3_BUCKET: 'files',
    PARLEY_S3_ACCESS_KEY_ID: 'us',
    PARLEY_S3_SECRET_ACCESS_KEY: CANARY,
    PARLEY_TRANSCRIPTION_MODEL: 'openai-compatible/x',
    PARLEY_TRANSCRIPTION_URL: 'https://sound.example.com/v1',
    PARLEY_TRANSCRIPTION_KEY: CANARY,
    PARLEY_RERANK_MODEL: 'cohere/rerank-v3.5',
    COHERE_API_KEY: CANARY,
    PARLEY_EMBEDDING_MODELS: 'openai/text-embedding-3-small',
    OPENAI_API_KEY: CANARY,
    ANTHROPIC_API_KEY: CANARY,
    PARLEY_TOOL_SERVERS: programs,
    OTEL_EXPORTER_OTLP_ENDPOINT: 'https://collector.example.com',
    OTEL_EXPORTER_OTLP_HEADERS: `api-key=${CANARY}`,
  })
  expect(config.traces?.headers['api-key']?.reveal()).toBe(CANARY)
  const printed = [
    JSON.stringify(config),
    inspect(config, { depth: 20, showHidden: true }),
    String(config),
  ].join('\n')
  expect(printed).toContain('[secret]')
  const at = printed.indexOf(CANARY)
  expect(at === -1 ? '' : printed.slice(Math.max(at - 120, 0), at + 20)).toBe('')
})
