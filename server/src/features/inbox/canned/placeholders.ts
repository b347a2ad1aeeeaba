import { invalidInput } from '#kernel/fault.ts'

const PLACEHOLDER = /\{\{([^{}]*)\}\}/g

/** Whose names a text can be filled with. */
export interface Names {
  readonly 'contact.name': string
  readonly 'agent.name': string
  readonly 'me.name': string
}

const known: readonly string[] = ['contact.name', 'agent.name', 'me.name'] satisfies (keyof Names)[]
const isKnown = (name: string): name is keyof Names => known.includes(name)

/** A placeholder's name, and its fallback after the bar. */
function partsOf(inner: string): { name: string; otherwise: string } {
  const bar = inner.indexOf('|')
  if (bar === -1) return { name: inner.trim(), otherwise: '' }
  return { name: inner.slice(0, bar).trim(), otherwise: inner.slice(bar + 1) }
}

/** Throws Fault `invalid_input` for a text with an unknown placeholder. */
export function refuseUnknown(text: string, path: string): void {
  const unknown = [...text.matchAll(PLACEHOLDER)]
    .map(([, inner = '']) => partsOf(inner).name)
    .find((name) => !isKnown(name))
  if (unknown === undefined) return
  const message = `{{${unknown}}} is not a placeholder; use ${known.map((name) => `{{${name}}}`).join(', ')}`
  throw invalidInput(`${path}: ${message}`, [{ path, message }])
}

/** The text with its placeholders replaced by names, or by their fallbacks. */
export const fillIn = (text: string, names: Names): string =>
  text.replace(PLACEHOLDER, (whole: string, inner: string) => {
    const { name, otherwise } = partsOf(inner)
    return isKnown(name) ? names[name] || otherwise : whole
  })
