import { parseSync, Visitor } from 'vite'
import type { SourceFile } from '../source-file.ts'

/** A regular expression as it stands in a file. */
export interface FoundPattern {
  readonly path: string
  readonly line: number
  /** As it is written: `/a+/g`, or `new RegExp(…)`. */
  readonly written: string
  /** Null where it is put together when the program runs. */
  readonly pattern: RegExp | null
}

/** Every regular expression in a file, read by a parser. */
export function patternsOf({ path, text }: Pick<SourceFile, 'path' | 'text'>): FoundPattern[] {
  const found: FoundPattern[] = []
  const add = (start: number, end: number, pattern: RegExp | null) =>
    found.push({
      path,
      line: text.slice(0, start).split('\n').length,
      written: text.slice(start, end).replace(/\s+/g, ' '),
      pattern,
    })
  const addMade = ({ start, end, callee }: { start: number; end: number; callee: object }) => {
    if ('name' in callee && callee.name === 'RegExp') add(start, end, null)
  }
  const visitor = new Visitor({
    Literal(node) {
      if ('regex' in node) add(node.start, node.end, new RegExp(node.regex.pattern, node.regex.flags))
    },
    NewExpression: addMade,
    CallExpression: addMade,
  })
  visitor.visit(parseSync(path, text).program)
  return found
}
