import { randomUUID } from 'node:crypto'
import { createClient } from '@redis/client'
import type { Secret } from '../crypto/secret.ts'
import type { Log } from '../log/log.ts'
import { type Live, openLocalLive } from './live.ts'

export interface RedisOptions {
  /** `redis://` or `rediss://`, with the password where there is one. */
  readonly url: Secret
  /** What all names in Redis begin with, so that several installations can share one. */
  readonly prefix: string
}

const RECONNECT_AFTER_MS = 50
const RECONNECT_AFTER_MAX_MS = 2_000
/** A Redis that stands still is noticed by its silence. */
const PING_EVERY_MS = 5_000
const SILENCE_MAX_MS = 15_000
/** What waits to be sent to a Redis that does not take it; what comes then is not told to the others. */
const WAITING_MAX = 10_000
/** A longer message is not sent: the others are told to look it up. */
const MESSAGE_CHARACTERS_MAX = 1_000_000

interface Envelope {
  /** The process that said it, which has heard it already. */
  readonly from: string
  readonly message?: unknown
  readonly isLeftOut?: boolean
}

/**
 * Topics that processes share over Redis or Valkey. Answers at once, whether Redis is there or not: while it is away
 * every process hears itself alone, and when it is back all are told that they may have missed something.
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
    const envelope = envelopeIn(text)
    const topic = channel.slice(prefix.length)
    if (envelope?.from === self) return
    if (!envelope || envelope.isLeftOut) local.missed(topic)
    else local.publish(topic, envelope.message)
  }
  const local = openLocalLive({
    // Where Redis is away, its client remembers the topic and takes it up with the connection.
    begins: (topic) =>
      void hearer.subscribe(prefix + topic, onMessage).then(() => local.missed(topic), ignore),
    ends: (topic) => void hearer.unsubscribe(prefix + topic, onMessage).catch(ignore),
  })

  // Both have lost and found it at the same moments, and every attempt to come back fails anew: one line is enough.
  let isAway = false
  speaker.on('error', (error: unknown) => {
    if (!isAway) log.warn({ err: error }, 'Redis cannot be reached; this process goes on by itself.')
    isAway = true
  })
  hearer.on('error', ignore)
  speaker.on('ready', () => {
    if (isAway) log.info({}, 'Redis is back.')
    isAway = false
  })
  hearer.on('ready', () => local.missed())
  const connecting = [speaker, hearer].map((client) => client.connect().catch(ignore))

  function tellOthers(topic: string, message: unknown) {
    if (!speaker.isReady) return
    const said = JSON.stringify({ from: self, message } satisfies Envelope)
    const isLong = said.length > MESSAGE_CHARACTERS_MAX
    const text = isLong ? JSON.stringify({ from: self, isLeftOut: true } satisfies Envelope) : said
    speaker.publish(prefix + topic, text).catch(ignore)
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
    async close() {
      await local.close()
      for (const client of [speaker, hearer]) if (client.isOpen) client.destroy()
      await Promise.all(connecting)
    },
  }
}

/** Null for what none of us has said. */
function envelopeIn(text: string): Envelope | null {
  try {
    return JSON.parse(text) as Envelope | null
  } catch {
    return null
  }
}
