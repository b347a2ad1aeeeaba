import type { FilePart, MessagePart, SentPart } from '#contract/message-parts.ts'

/** What is sent for a text and the files beside it; an empty text is none. */
export const sentParts = (text: string, files: readonly FilePart[]): SentPart[] => [
  ...(text === '' ? [] : [{ type: 'text' as const, text }]),
  ...files.map(({ fileId }) => ({ type: 'file' as const, fileId })),
]

export const filesOf = (parts: readonly MessagePart[]): FilePart[] =>
  parts.filter((part) => part.type === 'file')
