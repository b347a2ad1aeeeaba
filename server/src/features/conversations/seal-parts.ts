import type { MessagePart } from '#contract/message-parts.ts'
import type { Searched } from '#contract/shapes/conversation.ts'
import type { Contents } from '#platform/crypto/contents.ts'
import { sealable } from '#platform/database/sealable.ts'

/**
 * The parts of a message as they are stored: text of people, models and tools is encrypted if the operator wants that.
 * What the database itself reads stays plain: the type of each part, and the files it names.
 */
export const sealParts = (parts: readonly MessagePart[], contents: Contents): unknown[] =>
  contents.seals ? parts.map((part) => sealPart(part, contents)) : [...parts]

function sealPart(part: MessagePart, { seal, sealJson }: Contents): unknown {
  switch (part.type) {
    case 'text':
    case 'reasoning':
      return { ...part, text: seal(part.text) }
    case 'file':
    case 'file-read':
      return { ...part, name: seal(part.name) }
    case 'tool-call':
      return { ...part, input: sealJson(part.input) }
    case 'tool-result':
      return { ...part, output: sealJson(part.output) }
    case 'source':
      return {
        ...part,
        documentName: seal(part.documentName),
        headingPath: part.headingPath.map(seal),
        quote: seal(part.quote),
      }
    default:
      return part
  }
}

/** The same as a value of a statement. */
export const sealableParts = (parts: readonly MessagePart[]): string =>
  sealable(parts, (own, contents) => JSON.stringify(sealParts(own, contents)))

/** An answer's search as it is stored, with the query encrypted. */
export const sealSearched = (searched: Searched, { seal }: Contents): Searched => ({
  ...searched,
  query: seal(searched.query),
})

/** Rows of messages, as a value of JSON that the database takes rows from. */
export const renderRows = (
  rows: readonly { readonly parts: readonly MessagePart[] }[],
  contents: Contents,
): string => JSON.stringify(rows.map((row) => ({ ...row, parts: sealParts(row.parts, contents) })))
