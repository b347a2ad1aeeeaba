import { type Contents, MARK } from '../crypto/contents.ts'

/** A statement's value that is encrypted before it is sent, if the operator wants that. */
class Sealable {
  readonly #value: unknown
  readonly #render: (value: never, contents: Contents) => string

  constructor(value: unknown, render: (value: never, contents: Contents) => string) {
    this.#value = value
    this.#render = render
  }

  render(contents: Contents): string {
    if (!contents.seals) return contents.plain(this.#render(this.#value as never, contents))
    return this.#render(plainAll(this.#value, contents) as never, contents)
  }
}

/** A text that somebody wrote, as a statement's value. */
export const sealableText = (text: string): string => sealable(text, (own, { seal }) => seal(own))

/** The same for those columns of a row, as far as they hold a text. */
export const sealingTexts = <R extends object>(row: R, ...columns: (keyof R)[]): R => {
  const texts = columns.flatMap((column) =>
    typeof row[column] === 'string' ? [[column, sealableText(row[column])] as const] : [],
  )
  return { ...row, ...Object.fromEntries(texts) }
}

/** A JSON column's value that a person or a tool wrote. */
export const sealableJson = (value: unknown): string => sealable(value, renderJson)

/** A value that is rendered with some of its texts encrypted, as a statement's value. The result has no other use. */
export const sealable = <V>(value: V, render: (value: V, contents: Contents) => string): string =>
  new Sealable(value, render) as unknown as string

/** A statement's values as they are sent. No value that is not encrypted can look like an encrypted one. */
export const rendered = (values: readonly unknown[], contents: () => Contents): readonly unknown[] =>
  values.some(isChanged)
    ? values.map((value) => {
        if (value instanceof Sealable) return value.render(contents())
        if (typeof value === 'string') return isMarked(value) ? contents().plain(value) : value
        return isChanged(value) ? rendered(value as unknown[], contents) : value
      })
    : values

const isChanged = (value: unknown): boolean =>
  value instanceof Sealable || isMarked(value) || (Array.isArray(value) && value.some(isChanged))

const isMarked = (value: unknown): boolean => typeof value === 'string' && value.includes(MARK)

/** A value with all texts in it as they may be stored. */
function plainAll(value: unknown, contents: Contents): unknown {
  if (typeof value === 'string') return contents.plain(value)
  if (Array.isArray(value)) return value.map((one) => plainAll(one, contents))
  if (typeof value === 'object' && value !== null && !(value instanceof Date))
    return Object.fromEntries(
      Object.entries(value).map(([name, one]) => [contents.plain(name), plainAll(one, contents)]),
    )
  return value
}

/** How a JSON column's value is stored again. */
export const renderJson = (value: unknown, { sealJson }: Contents): string =>
  JSON.stringify(sealJson(value) ?? null)
