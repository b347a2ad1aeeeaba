import { parseSync, Visitor } from 'vite'
import { linesOf, written } from './shape-rules.ts'
import { isTest, type SourceFile } from './source-file.ts'

/** A function that is too long to be read in one go. */
export interface LongFunction {
  readonly path: string
  /** What it is called, or what it is assigned to; `anonymous` where neither has a name. */
  readonly name: string
  readonly lines: number
}

const LINES_MAX = 80

/** Every function over 80 lines outside tests, the longest first. */
export const longFunctions = (files: readonly SourceFile[]): LongFunction[] =>
  written(files)
    .filter((file) => !isTest(file.path) && linesOf(file) > LINES_MAX)
    .flatMap(longFunctionsOf)
    .sort((a, b) => b.lines - a.lines)

function longFunctionsOf({ path, text }: SourceFile): LongFunction[] {
  const found: LongFunction[] = []
  const names = new Map<number, string>()
  const nameValue = (named: object, value: { start: number } | null | undefined) => {
    if (value && 'name' in named && typeof named.name === 'string') names.set(value.start, named.name)
  }
  const measure = ({ id, start, end }: { id: { name: string } | null; start: number; end: number }) => {
    const lines = text.slice(start, end).split('\n').length
    if (lines > LINES_MAX) found.push({ path, name: id?.name ?? names.get(start) ?? 'anonymous', lines })
  }
  const visitor = new Visitor({
    VariableDeclarator: ({ id, init }) => nameValue(id, init),
    Property: ({ key, value }) => nameValue(key, value),
    PropertyDefinition: ({ key, value }) => nameValue(key, value),
    MethodDefinition: ({ key, value }) => nameValue(key, value),
    FunctionDeclaration: measure,
    FunctionExpression: measure,
    ArrowFunctionExpression: ({ start, end }) => measure({ id: null, start, end }),
  })
  visitor.visit(parseSync(path, text).program)
  return found
}
