import type { Token } from 'marked'
import { blocksOf } from './lexer.ts'

export interface Blocks {
  readonly tokens: readonly Token[]
  /** The link definitions of the whole text: one that comes late changes blocks before it. */
  readonly definitions: string
}

/** A block may still change while less than this many stand behind it. */
const OPEN_BLOCKS = 3

const nothing = { tokens: [] as readonly Token[], length: 0 }

/**
 * Reads a text that grows. Blocks that no later word can change are not read again, and stay the same objects, so
 * that a long answer costs no more by the word than a short one. Only a text with link definitions, which reach
 * backwards, is read whole each time.
 */
export function openGrowingBlocks(): (text: string) => Blocks {
  let kept = nothing
  let seen = ''
  return (given) => {
    const text = given.replace(/\r\n?/g, '\n')
    if (!text.startsWith(seen)) kept = nothing
    seen = text
    let read = blocksOf(text.slice(kept.length))
    const hasDefinitions = Object.keys(read.links).length > 0
    if (hasDefinitions && kept !== nothing) {
      kept = nothing
      read = blocksOf(text)
    }
    const tokens = [...kept.tokens, ...read]
    if (!hasDefinitions) kept = withSettled(kept, read)
    return { tokens, definitions: hasDefinitions ? JSON.stringify(read.links) : '' }
  }
}

/** What is kept, and the blocks that enough others follow. */
function withSettled(kept: typeof nothing, read: readonly Token[]): typeof nothing {
  let open = 0
  let at = read.length
  while (at > 0 && open < OPEN_BLOCKS) if (read[--at]?.type !== 'space') open += 1
  if (at === 0) return kept
  const settled = read.slice(0, at)
  const length = settled.reduce((sum, { raw }) => sum + raw.length, kept.length)
  return { tokens: [...kept.tokens, ...settled], length }
}
