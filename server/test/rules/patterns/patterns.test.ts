import { expect, test, vi } from 'vitest'
import { holds, ourTree } from '../holds.ts'
import { attacksOn } from './attacks.ts'
import { madeLater, reviewed } from './reviewed-patterns.ts'
import { madePatternsAreListed, patternsAreQuick, unboundedIn } from './slow-patterns.ts'
import { patternsOf } from './find-patterns.ts'

vi.setConfig({ testTimeout: 300_000 })

const file = 'server/src/features/messages/planted.ts'
const slow = [
  String.raw`/\s+$/`,
  String.raw`/^[\p{P}\s]+|[\p{P}\s]+$/gu`,
  String.raw`/^\s*([a-z-]+)\s*:\s*([^#]*?)\s*(?:#.*)?$/i`,
  String.raw`/<summary>[\s\S]*?<\/summary>!/`,
  String.raw`/\{\{\s*([^{}|]*?)\s*(?:\|([^{}]*))?\}\}/g`,
  String.raw`/^(a+)+$/`,
  String.raw`/(?=[a-z._]*\d)[a-z]+/g`,
  String.raw`/!?\[([^\]\n]*)\]\(/g`,
]

holds(
  'no pattern is slow on what somebody sends',
  patternsAreQuick,
  slow.map((pattern) => [file, `const a = ${pattern}\n`] as const),
)
holds('what patterns are made from is known', madePatternsAreListed, [
  [file, 'const a = (text: string) => new RegExp(text)\n'],
  [file, "const a = RegExp(`${'a'}+`)\n"],
])

test('quick ones pass', () => {
  const quick = String.raw`[/^[a-z]+$/, /\s+/g, /(?<!\/)\/+$/, /https?:\/\/\S+/g, /\{([^{}]*)\}/g]`
  const planted = { path: file, text: `const a = ${quick}\n`, imports: [], code: '', withoutComments: '' }
  expect(unboundedIn([planted])).toHaveLength(5)
  expect(patternsAreQuick([planted])).toEqual([])
})

test('all patterns are found, and each is tried with texts of its own', () => {
  const found = unboundedIn(ourTree())
  expect(found.length).toBeGreaterThan(180)
  for (const { written, pattern } of found)
    expect(pattern && attacksOn(pattern).length, written).toBeGreaterThan(3)
})

test('no listed pattern is gone', () => {
  const written = ourTree().flatMap((one) =>
    one.path in reviewed || one.path in madeLater ? patternsOf(one) : [],
  )
  for (const [path, patterns] of Object.entries(reviewed))
    for (const { pattern } of patterns)
      expect(
        written.some((one) => one.path === path && one.written === pattern),
        pattern,
      ).toBe(true)
  for (const path of Object.keys(madeLater))
    expect(
      written.some((one) => one.path === path && one.pattern === null),
      path,
    ).toBe(true)
})
