import type { MessagePart, SourcePart } from '#contract/message-parts.ts'
import type { Message } from '#contract/shapes/conversation.ts'

/** A message for a person to keep: author, time, text, files and sources. */
export function asMarkdown({ author, createdAt, parts }: Message): string {
  const sources = parts.filter((part): part is SourcePart => part.type === 'source')
  const said = parts.flatMap((part, index) => textOf(part, index, sources))
  const when = createdAt.slice(0, 16).replace('T', ' ')
  const name = author.name.replace(/\s+/g, ' ').replace(/[\\*_`[\]<>]/g, '\\$&')
  return `---\n\n**${name}** · ${when} UTC\n\n${[...said, ...listOf(sources)].join('\n\n')}\n\n`
}

function textOf(part: MessagePart, index: number, sources: readonly SourcePart[]): string[] {
  if (part.type === 'file') return [`\\[${part.name.replace(/[\\`[\]]/g, '\\$&')}\\]`]
  return part.type === 'text' ? [numbered(part.text, index, sources).trimEnd()] : []
}

/** The text with the number of each source after the words that it supports. */
export function numbered(text: string, index: number, sources: readonly SourcePart[]): string {
  const marks = sources
    .filter(({ answerRange }) => answerRange.part === index)
    .toSorted((a, b) => b.answerRange.end - a.answerRange.end || b.number - a.number)
  return marks.reduce(
    (marked, { answerRange: { end }, number }) => `${marked.slice(0, end)} [${number}]${marked.slice(end)}`,
    text,
  )
}

function listOf(sources: readonly SourcePart[]): string[] {
  const once = new Map(sources.toReversed().map((source) => [source.number, source]))
  const lines = [...once.values()]
    .toSorted((a, b) => a.number - b.number)
    .map(({ number, documentName, page, quote }) => {
      const place = page === null ? documentName : `${documentName}, p. ${page}`
      return `> [${number}] ${place}: ${quote.replace(/\s+/g, ' ')}`
    })
  return lines.length > 0 ? [lines.join('\n>\n')] : []
}
