import { readFileSync } from 'node:fs'

/** A block of code on a page, and the line where it stands. */
export interface Example {
  readonly page: string
  readonly line: number
  readonly language: string
  readonly code: string
}

/** Every block of code of a page that says its language. */
export function examplesOf(page: string, root: URL): Example[] {
  const text = readFileSync(new URL(page, root), 'utf8')
  return [...text.matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)].map(
    ({ 1: language = '', 2: code = '', index }) => ({
      page,
      line: text.slice(0, index).split('\n').length + 1,
      language,
      code,
    }),
  )
}
