import type { FilePart, MessagePart, SentPart } from '#contract/message-parts.ts'

/** What is sent for a text and the files beside it; an empty text is none. `origin`: whose words it holds besides one's own. */
export const sentParts = (
  text: string,
  files: readonly FilePart[],
  origin: string | null = null,
): SentPart[] => [
  ...(text === '' ? [] : [{ type: 'text' as const, text, ...(origin !== null && { origin }) }]),
  ...files.map(({ fileId }) => ({ type: 'file' as const, fileId })),
]

export const filesOf = (parts: readonly MessagePart[]): FilePart[] =>
  parts.filter((part) => part.type === 'file')

/** Whose words a message holds besides its author's. */
export const originOf = (parts: readonly MessagePart[]): string | null =>
  parts.flatMap((part) => (part.type === 'text' ? (part.origin ?? []) : []))[0] ?? null
