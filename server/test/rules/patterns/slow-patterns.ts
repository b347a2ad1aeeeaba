import type { Rule, SourceFile } from '../source-file.ts'
import { isTest } from '../source-file.ts'
import { isUnbounded } from './attacks.ts'
import { CEILING_MS, LENGTH, slownessOf } from './cost.ts'
import { type FoundPattern, patternsOf } from './find-patterns.ts'
import { madeLater, reviewed } from './reviewed-patterns.ts'

const ofServer = (files: readonly SourceFile[]) =>
  files.filter(({ path }) => /^(?:server|contract)\/src\/.*\.ts$/.test(path) && !isTest(path))

/** Every pattern of the server and of the shapes that it takes in that repeats something without a low limit. */
export const unboundedIn = (files: readonly SourceFile[]): FoundPattern[] =>
  ofServer(files)
    .flatMap(patternsOf)
    .filter(({ pattern }) => pattern !== null && isUnbounded(pattern))

/** No pattern takes longer than 50 ms for 100,000 characters of the worst kind, or for the longest text that it meets. */
export const patternsAreQuick: Rule = (files) =>
  unboundedIn(files).flatMap(({ path, line, written, pattern }) => {
    const known = reviewed[path]?.find((one) => one.pattern === written)
    const slow = pattern && slownessOf(pattern, known?.longest ?? LENGTH)
    if (!slow) return []
    const { before, unit, after } = slow.attack
    const [start, repeated, end] = [before, unit, after].map((text) => JSON.stringify(text))
    return [
      `${path}:${line}: ${written} takes more than ${CEILING_MS} ms on ${start}, then ${repeated} over and over, then ${end}`,
    ]
  })

/** Patterns that are put together when the program runs are listed, with what from. */
export const madePatternsAreListed: Rule = (files) =>
  ofServer(files)
    .flatMap(patternsOf)
    .filter(({ path, pattern }) => pattern === null && madeLater[path] === undefined)
    .map(({ path, line, written }) => `${path}:${line}: ${written} is not listed as one of ours`)
