/** Bodies that are never taken, whatever is asked for. Each with what it is. */
export const badBodies: readonly (readonly [what: string, body: string | Buffer])[] = [
  ['an open brace', '{'],
  ['half an object', '{"name":'],
  ['a word', 'nothing'],
  ['more than one value', '{} {}'],
  ['single quotes', "{'name':'a'}"],
  ['a comment', '{/* name */}'],
  ['not a number', '{"name":NaN}'],
  ['NUL bytes', '\0\0\0\0'],
  ['null', 'null'],
  ['a list', '[]'],
  ['a list of objects', '[{}]'],
  ['a text', '"text"'],
  ['a number', '1'],
  ['true', 'true'],
  ['an invalid byte', Buffer.from([0x7b, 0x22, 0x61, 0x22, 0x3a, 0x22, 0xff, 0x22, 0x7d])],
  ['an overlong form', Buffer.from([0x7b, 0x22, 0xc0, 0xaf, 0x22, 0x3a, 0x31, 0x7d])],
  ['half a character', Buffer.from([0x7b, 0x22, 0xf0, 0x9f, 0x92, 0x22, 0x3a, 0x31, 0x7d])],
  ['UTF-16', Buffer.from('\ufeff{"name":"a"}', 'utf16le')],
  ['compressed bytes', Buffer.from([0x1f, 0x8b, 0x08, 0x00, 0x00, 0x00, 0x00, 0x00])],
  ['500,000 lists in each other', '['.repeat(500_000) + ']'.repeat(500_000)],
  ['100,000 objects in each other', `${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`],
  ['lists in each other that never end', `{"name":${'['.repeat(300_000)}`],
  ['__proto__', '{"__proto__":{"isPlatformAdmin":true}}'],
  ['__proto__, written otherwise', String.raw`{"\u005f\u005fproto__":{"isPlatformAdmin":true}}`],
  ['__proto__ further in', '{"parts":[{"type":"text","text":"a","__proto__":{"polluted":true}}]}'],
  ['__proto__ far in', `{"a":${'['.repeat(50)}{"__proto__":{"polluted":true}}${']'.repeat(50)}}`],
  ['constructor', '{"constructor":{"prototype":{"polluted":true}}}'],
  ['prototype', '{"prototype":{"polluted":true}}'],
  ['a key that nobody knows', '{"surprise":1}'],
  ['keys of every object', '{"toString":1,"hasOwnProperty":1,"valueOf":1}'],
  [
    'keys that would give rights',
    '{"tenantId":"a","isPlatformAdmin":true,"ownerId":"a","permissions":["*"]}',
  ],
  ['a number without end', `{"limit":${'9'.repeat(100_000)}}`],
]

/** A valid body, and then something in it that is never taken. */
export function spoiledBodies(body: string): (string | Buffer)[] {
  const braces = [...body.matchAll(/\{/g)].map(({ index }) => index + 1)
  const keys = [
    '"__proto__":{"polluted":true},',
    '"__proto__":null,',
    String.raw`"\u005f_proto__":{"a":1},`,
    '"constructor":{"prototype":{"polluted":true}},',
  ]
  const bytes = Buffer.from(body)
  // Inside of the first text that is a value.
  const at = Buffer.from(body.slice(0, body.search(/:"\w/) + 3)).length
  const withBytes = (...inserted: number[]) =>
    Buffer.concat([bytes.subarray(0, at), Buffer.from(inserted), bytes.subarray(at)])
  return [
    ...braces.flatMap((place) => keys.map((key) => body.slice(0, place) + key + body.slice(place))),
    ...(body.search(/:"\w/) < 0
      ? []
      : [
          withBytes(0xff),
          withBytes(0xc0, 0xaf),
          withBytes(0xed, 0xa0, 0x80),
          withBytes(0x0a),
          withBytes(0x00),
        ]),
    `${body}x`,
    `${body},`,
    body.slice(0, -1),
    body.replace(/\}$/, ',}'),
  ]
}

/** What a body may be called instead of JSON. */
export const badTypes: readonly string[] = [
  'text/plain',
  'text/html',
  'application/xml',
  'application/x-www-form-urlencoded',
  'application/octet-stream',
  'application/jsonp',
  'application/json/../../x',
  'multipart/form-data',
  'multipart/form-data; boundary=',
  'multipart/form-data; boundary=x',
  ';',
  'a/b/c',
  '*/*',
  'application/json, text/plain',
]

/** Every value with one place changed, for each place and each of the others; and once with a key too many. */
export function* spoiledPlaces(value: unknown, others: readonly unknown[]): Generator<unknown> {
  yield* others
  if (Array.isArray(value)) {
    for (const [at, item] of value.entries())
      for (const other of spoiledPlaces(item, others)) yield value.with(at, other)
    yield Array<unknown>(2_000).fill(value[0])
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, inner] of Object.entries(value)) {
      for (const other of spoiledPlaces(inner, others)) yield { ...value, [key]: other }
      yield Object.fromEntries(Object.entries(value).filter(([other]) => other !== key))
    }
    yield { ...value, surprise: 1 }
  }
}
