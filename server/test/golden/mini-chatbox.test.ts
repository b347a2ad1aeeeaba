import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { type ChatFrame, type ChatSocket, openChatSocket } from '#test/dialects/mini-chatbox/chat-socket.ts'
import type { ScriptedReply } from '#test/support/model-server/scripted-reply.ts'
import { fill, play, readStories } from './golden.ts'
import { openStage } from './stage.ts'

// A title that a model finds would take what the next answer was to say.
const env = { PARLEY_TITLES: 'first-words', PARLEY_INBOX_SUMMARIES: 'off' }

for (const story of readStories('mini-chatbox'))
  test(`Mini-Chatbox: ${story.title}`, async () => {
    await using stage = await openStage({ ...story, env })
    await play(story, stage)
  })

/** Frames with what comes of an answer as one, however it was cut. */
const folded = (frames: readonly ChatFrame[]): ChatFrame[] =>
  frames.reduce<ChatFrame[]>((all, frame) => {
    const last = all.at(-1)
    if (frame.type !== 'content' || last?.type !== 'content') return [...all, frame]
    return [...all.slice(0, -1), { ...last, delta: `${last.delta}${frame.delta}` }]
  }, [])

type Step =
  | { open: string; path: string }
  | { from: string; send?: object; text?: string; model?: Partial<ScriptedReply>[] }
  | { to: string; frames: object[] }

const frames = JSON.parse(
  readFileSync(new URL('./mini-chatbox-frames/chat.json', import.meta.url), 'utf8'),
) as { title: string; steps: readonly Step[] }

test(`Mini-Chatbox, frames: ${frames.title}`, async () => {
  await using stage = await openStage({ listen: '0=native,0=mini-chatbox', env })
  const sockets = new Map<string, { socket: ChatSocket; seen: number }>()
  try {
    for (const step of frames.steps) {
      if ('open' in step) {
        const socket = await openChatSocket(stage.url('mini-chatbox') + step.path)
        sockets.set(step.open, { socket, seen: 0 })
        continue
      }
      const at = sockets.get('from' in step ? step.from : step.to)
      if (!at) throw new Error('Nobody has opened this socket.')
      if ('from' in step) {
        stage.script(step.model ?? [])
        at.socket.send(step.text ?? step.send ?? {})
        continue
      }
      await expect
        .poll(() => folded(at.socket.frames).length, { message: JSON.stringify(step), timeout: 20_000 })
        .toBe(at.seen + step.frames.length)
      const came = folded(at.socket.frames).slice(at.seen)
      at.seen += step.frames.length
      expect(came).toStrictEqual(fill(step.frames, came, new Map()))
    }
  } finally {
    for (const { socket } of sockets.values()) await socket[Symbol.asyncDispose]()
  }
})
