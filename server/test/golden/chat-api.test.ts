import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { type ChatFrame, type ChatSocket, openChatSocket } from '#test/dialects/chat-api/chat-socket.ts'
import type { ScriptedReply } from '#test/support/model-server/scripted-reply.ts'
import { fill, play, readStories } from './golden.ts'
import { openStage, type Stage } from './stage.ts'

for (const story of readStories('chat-api'))
  test(`Chat API: ${story.title}`, async () => {
    await using stage = await openStage(story)
    await play(story, stage)
  })

type Step =
  | { open: string; path: string; as?: string }
  | { from: string; send: object; model?: Partial<ScriptedReply>[] }
  /** What comes next on a socket, or next of one type; keys that are left out are not looked at. */
  | { to: string; frames: ChatFrame[]; type?: string }

interface Frames {
  readonly title: string
  readonly steps: readonly Step[]
}

const handover = JSON.parse(
  readFileSync(new URL('./chat-api-frames/handover.json', import.meta.url), 'utf8'),
) as Frames

test(`Chat API, frames: ${handover.title}`, async () => {
  await using stage = await openStage({
    listen: '0=native,0=chat-api',
    env: { PARLEY_INBOX_SUMMARIES: 'off', PARLEY_TITLES: 'first-words' },
  })
  const sockets = new Map<string, { socket: ChatSocket; seen: Set<ChatFrame> }>()
  const found = new Map<string, unknown>()
  try {
    for (const step of handover.steps) await perform(stage, step, sockets, found)
  } finally {
    for (const { socket } of sockets.values()) await socket[Symbol.asyncDispose]()
  }
})

async function perform(
  stage: Stage,
  step: Step,
  sockets: Map<string, { socket: ChatSocket; seen: Set<ChatFrame> }>,
  found: Map<string, unknown>,
) {
  if ('open' in step) {
    const token = step.as === undefined ? '' : `?token=${await stage.tokenOf(step.as)}`
    const socket = await openChatSocket(`${stage.url('chat-api')}${step.path}${token}`)
    sockets.set(step.open, { socket, seen: new Set() })
    return
  }
  const { socket, seen } = sockets.get('from' in step ? step.from : step.to) ?? {}
  if (!socket || !seen) throw new Error('Nobody has opened this socket.')
  if ('from' in step) {
    stage.script(step.model ?? [])
    return socket.send(fill(step.send, step.send, found) as object)
  }
  const next = () =>
    socket.frames.filter(
      (frame) => !seen.has(frame) && frame.type !== 'heartbeat' && (step.type ?? frame.type) === frame.type,
    )
  await expect
    .poll(() => next().length, { message: JSON.stringify(step) })
    .toBeGreaterThanOrEqual(step.frames.length)
  for (const [at, frame] of next().slice(0, step.frames.length).entries()) {
    seen.add(frame)
    expect(frame).toMatchObject(fill(step.frames[at], frame, found) as object)
  }
}
