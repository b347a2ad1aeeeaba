import { posix } from 'node:path'
import packageFacts from '../../../package.json' with { type: 'json' }
import { blank } from './blank.ts'

export interface Import {
  /** The file from the root of the repository, or the name of a package. */
  readonly target: string
  readonly isPackage: boolean
  /** True when nothing of it is there when the program runs. */
  readonly isTypeOnly: boolean
  /** True when it is loaded once the program comes there, not before the file runs. */
  readonly isLater: boolean
}

/** A file as the rules look at it. */
export interface SourceFile {
  /** From the root of the repository. */
  readonly path: string
  readonly text: string
  /** The text with comments blanked. */
  readonly withoutComments: string
  /** The text with comments, texts and patterns blanked. */
  readonly code: string
  readonly imports: readonly Import[]
}

/** A rule says what is wrong with those files, one sentence each; nothing when all is well. */
export type Rule = (files: readonly SourceFile[]) => string[]

const statement = /\b(?:import|export)\s+(type\s+)?([\w*\s{},$]*?)\s*\bfrom\s*['"]([^'"]+)['"]/g
const bare = /\bimport\s*(\(?)\s*['"]([^'"]+)['"]/g

/** A file with its imports found; made from a text, so that a rule can be shown a planted one. */
export function sourceFile(path: string, text: string): SourceFile {
  const { code, withoutComments } = blank(text)
  const isCode = /\.tsx?$/.test(path)
  return { path, text, code, withoutComments, imports: isCode ? importsOf(path, withoutComments) : [] }
}

function importsOf(path: string, text: string): Import[] {
  const named = [...text.matchAll(statement)].map(([, type, names = '', specifier = '']) => ({
    ...resolve(path, specifier),
    isTypeOnly: type !== undefined || hasOnlyTypes(names),
    isLater: false,
  }))
  const unnamed = [...text.matchAll(bare)].map(([, called, specifier = '']) => ({
    ...resolve(path, specifier),
    isTypeOnly: false,
    isLater: called === '(',
  }))
  return [...named, ...unnamed]
}

const hasOnlyTypes = (names: string): boolean => {
  const inner = /^\{([^}]*)\}$/.exec(names.trim())?.[1]
  const list = inner?.split(',').filter((name) => name.trim() !== '') ?? []
  return list.length > 0 && list.every((name) => /^\s*type\s/.test(name))
}

function resolve(path: string, specifier: string): Pick<Import, 'target' | 'isPackage'> {
  if (specifier.startsWith('.'))
    return { target: posix.join(posix.dirname(path), specifier), isPackage: false }
  if (!specifier.startsWith('#')) return { target: specifier, isPackage: true }
  const found = Object.entries(packageFacts.imports).find(([key]) => specifier.startsWith(key.slice(0, -1)))
  if (!found) return { target: specifier, isPackage: false }
  const [key, place] = found
  return {
    target: posix.normalize(place.replace('*', specifier.slice(key.length - 1))),
    isPackage: false,
  }
}

/** Whether a file is there to test others. */
export const isTest = (path: string): boolean =>
  path.startsWith('server/test/') || /\.test\.tsx?$|\/testing(\.ts|\/)|\/fixtures\//.test(path)
