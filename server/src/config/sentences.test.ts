import { expect, test } from 'vitest'
import { ConfigRefused, readConfig } from '#server/config.ts'
import { unknownVariables } from './unknown-variables.ts'

test.each([
  [{ PORT: 'abc' }, 'PORT must be a number from 0 to 65535, not "abc".'],
  [{ PORT: '70000' }, 'PORT must be a number from 0 to 65535, not "70000".'],
  [{ PORT: '80.5' }, 'PORT must be a whole number from 0 to 65535, not "80.5".'],
  [{ PORT: ' ' }, 'PORT must be a number from 0 to 65535.'],
  [{ PORT: '-1' }, 'PORT must be a number from 0 to 65535, not "-1".'],
  [{ PARLEY_LEASE_SECONDS: '61' }, 'PARLEY_LEASE_SECONDS must be a number from 1 to 60, not "61".'],
  [{ LOG_LEVEL: 'loud' }, 'LOG_LEVEL must be debug, info, warn, error or silent, not "loud".'],
  [{ PARLEY_DEMO: 'yes' }, 'PARLEY_DEMO must be 0 or 1, not "yes".'],
  [{ PARLEY_OWNER_EMAIL: 'ana' }, 'PARLEY_OWNER_EMAIL must be an email address, not "ana".'],
  [{ PARLEY_DATA_DIR: ' ' }, 'PARLEY_DATA_DIR must not be blank.'],
  [
    { PARLEY_PUBLIC_URL: 'localhost:8080' },
    'PARLEY_PUBLIC_URL must be a URL that begins with http:// or https://, such as https://parley.example.com, not "localhost:8080".',
  ],
  [{ PARLEY_SECRET_KEY: 'sk-too-short' }, 'PARLEY_SECRET_KEY must have at least 32 characters.'],
  [{ PARLEY_METRICS_TOKEN: 'short' }, 'PARLEY_METRICS_TOKEN must have at least 16 characters.'],
  [{ DATABASE_URL: 'mysql://u:p@h/d' }, 'DATABASE_URL must begin with postgres:// or postgresql://.'],
])('%o is refused in a sentence', (env, sentence) => {
  expect(() => readConfig(env)).toThrow(new ConfigRefused(sentence))
})

test.each([
  ['postgresql+asyncpg://u:p@db/app', 'postgresql://u:p@db/app'],
  ['postgresql+asyncpg://u:p@db/app?ssl=require', 'postgresql://u:p@db/app?sslmode=require'],
  [
    'postgresql+psycopg2://u:p@db/app?ssl=true&application_name=x',
    'postgresql://u:p@db/app?application_name=x&sslmode=require',
  ],
  ['postgresql+asyncpg://u:p@db/app?command_timeout=60', 'postgresql://u:p@db/app'],
  ['postgres://u:p@db/app?sslmode=verify-full', 'postgres://u:p@db/app?sslmode=verify-full'],
])('%s is the server at %s', (given, meant) => {
  const { database } = readConfig({ DATABASE_URL: given })
  expect(database.kind === 'server' && database.url.reveal()).toBe(meant)
})

test('numbers are read as they are written', () => {
  expect(readConfig({ PORT: ' 0 ' }).listeners[0]?.port).toBe(0)
  expect(readConfig({ PARLEY_LEASE_SECONDS: '2.5' }).settings.leaseMs).toBe(2_500)
  expect(readConfig({}).listeners[0]?.port).toBe(8_080)
})

test.each([
  ['PARLEY_PUBLIC_ULR', 'PARLEY_PUBLIC_URL'],
  ['PARLEY_DATADIR', 'PARLEY_DATA_DIR'],
  ['PARLEY_OWNER_MAIL', 'PARLEY_OWNER_EMAIL'],
  ['PARLEY_PORT', 'PORT'],
  ['PARLEY_DATABASE_URL', 'DATABASE_URL'],
  ['PARLEY_OPENAI_API_KEY', 'OPENAI_API_KEY'],
  ['PARLEY_SOMETHING_ELSE', null],
  [`PARLEY_${'X'.repeat(100_000)}`, null],
])('%s is refused, with a suggestion', (name, meant) => {
  expect(readConfig({ [name]: 'x' }).unknownVariables).toEqual([{ name, meant }])
})

test('our variables, their _FILE forms, and empty ones are known', () => {
  const env = {
    PARLEY_DATA_DIR: './x',
    PARLEY_SECRET_KEY_FILE: '/run/key',
    PARLEY_NONSENSE: '',
    PARLEY_OF_MY_MODEL: 'x',
    PATH: '/bin',
  }
  expect(unknownVariables(env, [null, 'apiKeyEnv: PARLEY_OF_MY_MODEL'])).toEqual([])
})
