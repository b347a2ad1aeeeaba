import { isDeepStrictEqual } from 'node:util'
import type { Following, Listening, Recorded } from './recorded.ts'
import type { NumberedEvent, StoredRows } from './rows.ts'

/** Everything that a run broke of what is promised; nothing where it kept it all. */
export const judge = (rows: StoredRows, recorded: Recorded): string[] => [
  ...recorded.wrong,
  ...acknowledgedOnce(rows, recorded),
  ...countedWithoutGap(rows),
  ...answeredOnce(rows),
  ...numberedWithoutGap(rows),
  ...foldedToTheSame(rows),
  ...recorded.listenings.flatMap((listening) => heardAll(rows, listening)),
  ...recorded.followings.flatMap((following) => holdsTheSame(rows, following)),
]

function acknowledgedOnce({ messages }: StoredRows, { acknowledged }: Recorded): string[] {
  return acknowledged.flatMap(({ clientId, messageId, seq, text }) => {
    const found = messages.filter((message) => message.clientId === clientId)
    const [one] = found
    if (!one || found.length > 1) return [`${clientId} was acknowledged and is there ${found.length} times`]
    if (one.id !== messageId) return [`${clientId} was acknowledged as another message`]
    if (one.seq !== seq) return [`${clientId} was acknowledged as ${seq} and is ${one.seq}`]
    return one.text === text ? [] : [`${clientId} says something else`]
  })
}

function countedWithoutGap({ messages, lastSeq }: StoredRows): string[] {
  const seqs = messages.map(({ seq }) => seq)
  if (seqs.some((seq, at) => seq !== at + 1)) return [`the messages are numbered ${seqs.join(' ')}`]
  return lastSeq === seqs.length ? [] : [`${seqs.length} messages are counted as ${lastSeq}`]
}

function answeredOnce({ messages, replies }: StoredRows): string[] {
  const wrong = replies.flatMap(({ state }, at) =>
    state === 'queued' || state === 'running' ? [`reply ${at + 1} is ${state} for ever`] : [],
  )
  const answered = replies.map(({ messageId }) => messageId)
  if (new Set(answered).size < answered.length) wrong.push('a message has two replies')
  const answers = messages.filter(({ role }) => role === 'assistant').length
  if (answers !== replies.length) wrong.push(`${answers} answers have ${replies.length} replies`)
  return wrong
}

function numberedWithoutGap({ events }: StoredRows): string[] {
  const isWhole = events.every(({ number }, at) => number === at + 1)
  return isWhole ? [] : [`the events are numbered ${events.map(({ number }) => number ?? '–').join(' ')}`]
}

/** Whoever puts together what the events tell has what is stored: the messages in their order and how replies ended. */
function foldedToTheSame({ events, messages, replies }: StoredRows): string[] {
  const told = events.flatMap(({ type, payload }) => (type === 'message.created' ? [payload.seq] : []))
  const said = messages.flatMap(({ role, seq }) => (role === 'user' ? [seq] : []))
  const wrong =
    told.join() === said.join() ? [] : [`messages ${said.join(' ')} are told as ${told.join(' ')}`]
  for (const [at, { id, state }] of replies.entries()) {
    const ends = events.filter(({ type, payload }) => type === 'reply.ended' && payload.replyId === id)
    if (ends.length !== 1) wrong.push(`the end of reply ${at + 1} is told ${ends.length} times`)
    if (ends.some(({ payload }) => payload.state !== state))
      wrong.push(`reply ${at + 1} is told to have ended otherwise`)
  }
  return wrong
}

/** What the owner of the conversation hears. */
export const eventsForOwner = ({ events }: StoredRows): NumberedEvent[] =>
  events.filter(({ type }) => /^(message|reply)\./.test(type))

function heardAll(rows: StoredRows, { name, heard, wrong }: Listening): string[] {
  const heardOf = new Map(heard.map((event) => [event.number, event]))
  const missed = eventsForOwner(rows).filter(({ number }) => number === null || !heardOf.has(number))
  const changed = rows.events.filter(({ number, type, payload }) => {
    const event = heardOf.get(number ?? 0)
    return event && (event.type !== type || !isDeepStrictEqual(event.payload, payload))
  })
  return [
    ...wrong,
    ...missed.map(({ number, type }) => `${name} never heard ${type} ${number}`),
    ...changed.map(({ number, type }) => `${name} heard something else than ${type} ${number}`),
  ]
}

function holdsTheSame({ replies, messages }: StoredRows, following: Following): string[] {
  const { name, replyId, text, ended, wrong } = following
  const reply = replies.find(({ id }) => id === replyId)
  const stored = messages.find(({ id }) => id === reply?.messageId)?.text
  if (!ended) return [...wrong, `${name} was never told of an end`]
  if (ended.state !== reply?.state)
    return [...wrong, `${name} was told of the end ${ended.state}, which is ${reply?.state}`]
  return text === stored ? wrong : [...wrong, `${name} holds «${text}» of «${stored}»`]
}
