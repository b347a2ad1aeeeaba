import { describe, expect, test } from 'vitest'
import { readTree } from './read-tree.ts'
import { type Rule, type SourceFile, sourceFile } from './source-file.ts'

let tree: SourceFile[] | undefined

/** Our sources, read once for all rules of a run. */
export const ourTree = (): SourceFile[] => (tree ??= readTree())

/** A rule holds in our sources, and notices each of these files that breaks it. `planted`: path and text. */
export function holds(
  sentence: string,
  rule: Rule,
  planted: readonly (readonly [path: string, text: string])[],
) {
  describe(sentence, () => {
    test('in our sources', () => expect(rule(ourTree())).toEqual([]))
    test.each(planted)('and is noticed when broken: %s %s', (path, text) => {
      expect(rule([sourceFile(path, text)])).toEqual([expect.stringContaining(path)])
    })
  })
}
