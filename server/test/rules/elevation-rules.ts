import { isTest, type Rule, type SourceFile } from './source-file.ts'

/** One place where a dialect enters as the system: what was asked of the caller before, and what the scope may do. */
export interface Lent {
  readonly path: string
  readonly asked: string
  readonly may: string
}

const elevates = /\b(elevateScope|elevateFor|elevateToLook|elevateBeforeEntry|moveInAs|chatter\.lend)\(/g
/** Who asks where no permission is named. */
const askers: Readonly<Record<string, string>> = { elevateBeforeEntry: 'nobody', moveInAs: 'the operator' }
const FOLDER = 'server/src/dialects/'
const home = `${FOLDER}kit/elevate-scope.ts`

/** The text between a call's parentheses. */
function argumentsAt(text: string, from: number): string {
  let depth = 1
  for (let at = from; at < text.length; at += 1) {
    if (text[at] === '(') depth += 1
    if (text[at] === ')') depth -= 1
    if (depth === 0) return text.slice(from, at).replaceAll(/\s+/g, ' ')
  }
  return ''
}

/** Every place of a file where an elevated scope is made. Definitions of what makes them are none. */
export const lentIn = ({ path, text }: Pick<SourceFile, 'path' | 'text'>): Lent[] =>
  [...text.matchAll(elevates)]
    .filter(({ index }) => !text.slice(0, index).endsWith('function '))
    .map((found) => {
      const given = argumentsAt(text, found.index + found[0].length)
      const asked = /'([a-z-]+:[a-z-]+)'/.exec(given.replace(/may: .*/, ''))?.[1]
      const may = /\[([^\]]*)\]/.exec(given)?.[1] ?? /(?:may: |, )([A-Z_]+)\b/.exec(given)?.[1] ?? ''
      return {
        path: path.slice(FOLDER.length),
        asked: askers[found[1] ?? ''] ?? asked ?? given,
        may: may.replaceAll("'", '').replace(/,\s*$/, '').trim(),
      }
    })

const isOfDialects = (path: string) => path.startsWith(FOLDER) && !isTest(path) && path !== home

const told = ({ path, asked, may }: Lent) => `${path}: asks ${asked}${may && `, lends ${may}`}`

/** Each place that makes an elevated scope stands in the list, as often as it is there, and nothing else does. */
export const elevationsAreListed =
  (listed: readonly string[]): Rule =>
  (files) => {
    const found = files
      .filter(({ path }) => isOfDialects(path))
      .flatMap(lentIn)
      .map(told)
    const unlisted = found.filter((one) => !listed.includes(one))
    return unlisted.map((one) => `${FOLDER}${one}. Nobody has looked at it: enter it in elevations.ts.`)
  }

/** What the list has and no file does any more. */
export const staleElevations = (listed: readonly string[], files: readonly SourceFile[]): string[] => {
  const found = files
    .filter(({ path }) => isOfDialects(path))
    .flatMap(lentIn)
    .map(told)
  return listed.filter((one) => !found.includes(one))
}

/** Only `kit/elevate-scope.ts` makes an elevated scope; no dialect enters as the system by another way. */
export const nobodyElseIsTheSystem: Rule = (files) =>
  files
    .filter(({ path }) => isOfDialects(path))
    .filter(({ text }) => /\b(systemScope|entrustedScope|jobScope|elevatedScope|makeScope)\b/.test(text))
    .map(({ path }) => `${path}: enters as the system by itself`)
