import { uuidv7 } from 'uuidv7'

const deep = (depth: number): unknown => (depth === 0 ? 1 : { a: deep(depth - 1) })

/** Of `values`, what a shape may let through to a database. */
export const valuesForDatabases: readonly unknown[] = [
  2 ** 53 + 2,
  '\0',
  'a\0b',
  '\ud800',
  'text \udfff',
  '\u202e\u0007\u{1f4a9}',
  'long '.repeat(50_000),
  "'; DROP TABLE members; --",
  '%_\\',
  '00000000-0000-0000-0000-000000000000',
  deep(40),
]

/** What a field may be given instead of what it asks for. */
export const values: readonly unknown[] = [
  ...valuesForDatabases,
  null,
  true,
  0,
  -1,
  1.5,
  1e308,
  -1e308,
  '',
  ' ',
  '../../../../etc/passwd',
  '__proto__',
  uuidv7(),
  [],
  [null],
  [[[]]],
  {},
  { a: { b: [] } },
  { type: 'text', text: { a: 1 } },
]

const cursor = (at: unknown, id: unknown) => Buffer.from(JSON.stringify({ at, id })).toString('base64url')

/** Cursors that we did not write, though some look as if we had. */
export const cursors: readonly string[] = [
  'x',
  'AAAA',
  '-1',
  '99999999999999999999',
  '1e9',
  '1.5',
  ...['null', '[]', '"text"', '{}', '{"at":1,"id":2}'].map((json) => Buffer.from(json).toString('base64url')),
  ...[
    '',
    'x',
    'now',
    'infinity',
    '-infinity',
    'epoch',
    'NaN',
    '1e300',
    '-1',
    '1.5',
    '99999999999',
    '0000-00-00T00:00:00Z',
    '0000-01-01T00:00:00.000Z',
    '9999-12-31T23:59:60.000Z',
    '+275760-09-13T00:00:00.000Z',
    '2026-02-30T00:00:00.000Z',
    '2026-01-01',
    '\0',
    "'; --",
  ].map((at) => cursor(at, uuidv7())),
  cursor('2026-01-01T00:00:00.000Z', 'x'),
  cursor('2026-01-01T00:00:00.000Z', null),
]

/** Texts for a place in an address, encoded already. */
export const queryValues: readonly string[] = [
  '',
  '%20',
  '0',
  '-1',
  '1.5',
  '1e9',
  '0x10',
  'NaN',
  'Infinity',
  '9'.repeat(400),
  'true',
  'null',
  '%5B%5D',
  '%7B%7D',
  '%00',
  'a%00b',
  '%ED%A0%80',
  '%FF',
  '%',
  '%zz',
  '%F0%9F%92%A9',
  '%27%20OR%201%3D1%20--',
  'x'.repeat(5_000),
]

export const pathValues: readonly string[] = [
  'x',
  '0',
  '-1',
  'null',
  'undefined',
  '__proto__',
  'constructor',
  '%00',
  '%FF',
  '%E0%A4%A',
  '%',
  '%zz',
  '..%2f..%2fetc%2fpasswd',
  '%2e%2e',
  '%27%20OR%201%3D1',
  '%F0%9F%92%A9',
  'x'.repeat(250),
  'x'.repeat(400),
  `${'0'.repeat(8)}-0000-0000-0000-${'0'.repeat(11)}`,
  `${uuidv7()}x`,
  `%7B${uuidv7()}%7D`,
]

/** Nobody has these. */
export const unknownIds: readonly string[] = [
  uuidv7(),
  '00000000-0000-0000-0000-000000000000',
  'ffffffff-ffff-ffff-ffff-ffffffffffff',
]
