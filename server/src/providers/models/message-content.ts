import type { ModelContent } from '#kernel/model-ports.ts'

export type ToolCallContent = Extract<ModelContent, { type: 'tool-call' }>

export const textOf = (content: ModelContent[]): string =>
  content.map((part) => (part.type === 'text' ? part.text : '')).join('')

export const callsOf = (content: ModelContent[]): ToolCallContent[] =>
  content.filter((part) => part.type === 'tool-call')

/** The smaller of the requested limit and the model's; null if neither is set. */
export function outputLimit(requested: number | null, allowed: number | null): number | null {
  if (requested === null || allowed === null) return requested ?? allowed
  return Math.min(requested, allowed)
}
