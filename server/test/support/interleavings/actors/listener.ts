import { type FeedPart, followEvents } from '#features/feed/index.ts'
import type { Listening } from '../recorded.ts'
import { type Actor, follow, type Run } from '../run.ts'
import { followAnswer } from './answer-reader.ts'

/** Follows what happens from the beginning on, and each answer of which it hears. */
export const listenerAt =
  (process: string): Actor =>
  async (run, name) => {
    const listening: Listening = { name, process, heard: [], followed: new Set(), wrong: [] }
    run.recorded.listenings.push(listening)
    await goOnListening(run, listening, Number.POSITIVE_INFINITY)
  }

/** Resumes after what was heard last, and leaves once that number was heard. */
export async function goOnListening(run: Run, listening: Listening, upTo: number): Promise<void> {
  const { name, process, heard } = listening
  const last = () => heard.at(-1)?.number ?? 0
  await follow(
    run,
    { process, actor: name, as: 'vera' },
    {
      open: (scope) => followEvents(scope, { after: last() }),
      hear: (part) => hear(run, listening, part),
      isOver: () => last() >= upTo,
    },
  )
}

function hear(run: Run, { name, process, heard, followed, wrong }: Listening, part: FeedPart) {
  if (part.type === 'reset') wrong.push(`${name} was sent away: ${part.reason}`)
  if (part.type !== 'event') return
  const { number, type, payload } = part.event
  const last = heard.at(-1)?.number ?? 0
  if (number <= last) wrong.push(`${name} heard ${number} after ${last}`)
  heard.push({ number, type, payload })
  const { replyId } = payload as { replyId?: string }
  if (replyId === undefined || followed.has(replyId)) return
  followed.add(replyId)
  followAnswer(run, { process, actor: `${name}/${followed.size}`, replyId })
}
