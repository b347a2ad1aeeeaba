import { z } from 'zod'
import type { Tree } from '../foreign.ts'
import { Unreadable } from '../reading/unreadable.ts'
import { fromChatGpt } from './chatgpt.ts'
import { fromClaude } from './claude.ts'
import { fromLibreChat } from './librechat.ts'
import { fromOpenWebUi } from './open-webui.ts'
import { fromParley } from './parley.ts'

type Shape = Record<string, unknown>

const isShape = (value: unknown): value is Shape =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Each format by what only it has. */
const formats: readonly [isOf: (value: Shape) => boolean, read: (value: unknown) => Tree][] = [
  [({ format }) => format === 'parley.conversation', (value) => fromParley((value as Shape)['conversation'])],
  [({ headMessageId, messages }) => headMessageId !== undefined && Array.isArray(messages), fromParley],
  [({ mapping }) => isShape(mapping), fromChatGpt],
  [({ chat_messages: said }) => Array.isArray(said), fromClaude],
  [({ chat }) => isShape(chat), fromOpenWebUi],
  [({ conversationId }) => typeof conversationId === 'string', fromLibreChat],
]

/** A conversation in any supported format. Throws Unreadable. */
export function readForeign(value: unknown): Tree {
  if (!isShape(value)) throw new Unreadable('It is not a conversation.')
  const found = formats.find(([isOf]) => isOf(value))
  if (!found) throw new Unreadable('Its format is unknown.')
  try {
    return found[1](value)
  } catch (error) {
    if (!(error instanceof z.ZodError)) throw error
    throw new Unreadable(`It does not match its format: ${error.issues[0]?.path.join('.') || 'all of it'}.`)
  }
}

/** The title of an item, to report it if it is unreadable. */
export function titleOf(value: unknown): string {
  if (!isShape(value)) return ''
  const title = value['title'] ?? value['name']
  return typeof title === 'string' ? title.slice(0, 200) : ''
}
