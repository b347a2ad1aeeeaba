import { randomUUID } from 'node:crypto'
import { createClient } from '@redis/client'
import type { Secret } from '../crypto/secret.ts'
import type { Log } from '../log/log.ts'
import { type Live, openLocalLive } from './live.ts'

export interface RedisOptions {
  /** `redis://` or `rediss://`, with the password if there is one. */
  readonly url: Secret
  /** The prefix of all names in Redis, so that several installations can share one. */
  readonly prefix: string
}

const RECONNECT_AFTER_MS = 50
const RECONNECT_AFTER_MAX_MS = 2_000
/** A Redis that hangs is detected by its silence. */
const PING_EVERY_MS = 5_000
const SILENCE_MAX_MS = 15_000
/** The maximum number of queued messages for a Redis that does not accept them; further ones are dropped. */
const WAITING_MAX = 10_000
/** A longer message is not sent: the others are told to look it up. */
const MESSAGE_CHARACTERS_MAX = 1_000_000

/**
 * Topics that processes share through Redis or Valkey. Returns immediately, whether Redis is available or not: while it
 * is away, every process hears only itself, and when it is back, all are told that messages may have been lost.
 * Messages on a topic in one turn of the event loop are sent together: one line with the sender, which has delivered
 * them already and can skip them, and a line of JSON for each message.
 */
export function openRedisLive({ url, prefix }: RedisOptions, log: Log): Live {
  const self = randomUUID()
  const speaker = createClient({
    url: url.reveal(),
    disableOfflineQueue: true,
    commandsQueueMaxLength: WAITING_MAX,
    pingInterval: PING_EVERY_MS,
    socket: {
      socketTimeout: SILENCE_MAX_MS,
      reconnectStrategy: (tries) => Math.min(RECONNECT_AFTER_MS * 2 ** tries, RECONNECT_AFTER_MAX_MS),
    },
  })
  const hearer = speaker.duplicate()
  const ignore = () => {}

  const onMessage = (text: string, channel: string) => {
    const topic = channel.slice(prefix.length)
    const [from, said] = cutAt(text, text.indexOf('\n'))
    if (from === self) return
    const messages = said === null ? null : messagesIn(said)
    if (messages) for (const message of messages) local.publish(topic, message)
    else local.missed(topic)
  }
  const local = openLocalLive({
    // While Redis is away, its client remembers the topic and subscribes after reconnecting.
    begins: (topic) =>
      void hearer.subscribe(prefix + topic, onMessage).then(() => local.missed(topic), ignore),
    ends: (topic) => void hearer.unsubscribe(prefix + topic, onMessage).catch(ignore),
  })

  // Both connections fail and recover together, and every attempt to reconnect fails again: one log line is enough.
  let isAway = false
  speaker.on('error', (error: unknown) => {
    if (!isAway) log.warn({ err: error }, 'Redis cannot be reached; this process continues without it.')
    isAway = true
  })
  hearer.on('error', ignore)
  speaker.on('ready', () => {
    if (isAway) log.info({}, 'Redis is back.')
    isAway = false
  })
  hearer.on('ready', () => local.missed())
  const connecting = [speaker, hearer].map((client) => client.connect().catch(ignore))

  const unsent = new Map<string, string[]>()

  function tellOthers(topic: string, message: unknown) {
    if (!speaker.isReady) return
    if (unsent.size === 0) setImmediate(sendAll)
    const lines = unsent.get(topic) ?? []
    unsent.set(topic, lines)
    lines.push(JSON.stringify(message))
  }

  function sendAll() {
    for (const [topic, lines] of unsent)
      for (const piece of piecesOf(lines))
        if (speaker.isReady) speaker.publish(prefix + topic, [self, ...piece].join('\n')).catch(ignore)
    unsent.clear()
  }

  return {
    publish(topic, message) {
      local.publish(topic, message)
      tellOthers(topic, message)
    },
    publishHere: local.publish,
    publishElsewhere: tellOthers,
    isShared: true,
    subscribe: local.subscribe,
    subscribeHere: local.subscribeHere,
    async close() {
      sendAll()
      await local.close()
      for (const client of [speaker, hearer]) if (client.isOpen) client.destroy()
      await Promise.all(connecting)
    },
  }
}

/** Lines that are sent together; none for one that is too long, which signals an omission. */
function piecesOf(lines: readonly string[]): string[][] {
  const pieces: string[][] = []
  let charactersLeft = 0
  for (const line of lines) {
    charactersLeft -= line.length
    if (line.length > MESSAGE_CHARACTERS_MAX) {
      pieces.push([])
      charactersLeft = 0
    } else if (charactersLeft < 0) {
      pieces.push([line])
      charactersLeft = MESSAGE_CHARACTERS_MAX - line.length
    } else pieces.at(-1)?.push(line)
  }
  return pieces
}

/** The sender and the content; null if something was omitted. */
const cutAt = (text: string, at: number): [from: string, said: string | null] =>
  at < 0 ? [text, null] : [text.slice(0, at), text.slice(at + 1)]

/** Null for a message that is not ours. */
function messagesIn(said: string): unknown[] | null {
  try {
    return said.split('\n').map((line) => JSON.parse(line))
  } catch {
    return null
  }
}
