import { expect, test } from 'vitest'
import type { NewEvent } from '#contract/events.ts'
import { type Emitted, on, reactTo, type Reaction } from './reactions.ts'
import type { CommandContext } from './use-case.ts'

const opened = { type: 'conversation.opened', payload: {} } as unknown as NewEvent
const deleted = { type: 'conversation.deleted', payload: {} } as unknown as NewEvent

const contextWith = (reactions: readonly Reaction[]) =>
  ({ scope: { app: { reactions } } }) as unknown as CommandContext

test('an event is reacted to with what its emitter knew, and one that tells nothing is not', async () => {
  const heard: string[] = []
  const reactions = [
    on<string>('conversation.opened', (_context, known) => void heard.push(`first ${known}`)),
    on<string>('conversation.deleted', (_context, known) => void heard.push(`other ${known}`)),
    on<string>('conversation.opened', async (_context, known) => void heard.push(`second ${known}`)),
  ]
  await reactTo(
    [
      [opened, 'a'],
      [opened, undefined],
    ],
    contextWith(reactions),
  )
  expect(heard).toEqual(['first a', 'second a'])
})

test('what a reaction emits is reacted to as well', async () => {
  const emitted: Emitted[] = [[opened, 'a']]
  const heard: string[] = []
  const reactions = [
    on<string>('conversation.opened', (_context, known) => void emitted.push([deleted, known])),
    on<string>('conversation.deleted', (_context, known) => void heard.push(known)),
  ]
  await reactTo(emitted, contextWith(reactions))
  expect(heard).toEqual(['a'])
})

test('a reaction that fails fails its command', async () => {
  const failing = on<string>('conversation.opened', () => Promise.reject(new Error('no')))
  await expect(reactTo([[opened, 'a']], contextWith([failing]))).rejects.toThrow('no')
})
