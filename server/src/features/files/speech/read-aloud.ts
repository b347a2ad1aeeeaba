import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import { z } from 'zod'
import { id } from '#contract/ids.ts'
import { SpeechOffer } from '#contract/shapes/file.ts'
import { entrustedScope } from '#features/access/index.ts'
import { findVisibleMessages, partsOf, spokenIn, textOf } from '#features/conversations/index.ts'
import { chargeBudgets } from '#features/budgets/index.ts'
import { Fault, notFound } from '#kernel/fault.ts'
import type { Scope } from '#kernel/scope.ts'
import { flow, query } from '#kernel/use-case.ts'
import { recordSpent, requirePlan } from '../spent/spent.ts'

const CHARACTERS_MAX = 12_000
const BYTES_MAX = 64 * 1_048_576

const Said = z.strictObject({ messageId: id('message') })

/** The text of a message. */
const whatIsSaid = query({
  name: 'message.find-said',
  permission: 'conversation:read',
  input: Said,
  async run({ tx, scope }, { messageId }) {
    const row = (await findVisibleMessages(tx, scope, [messageId])).get(messageId)
    if (!row) throw notFound('message')
    return { conversationId: row.conversation_id, text: textOf(partsOf(row)) }
  },
})

/** Reads a message aloud, as MP3. It is synthesized once, for all listeners. */
export const readAloud = flow({
  name: 'message.read-aloud',
  permission: 'conversation:read',
  input: Said,
  async run({ scope, ports }, { messageId }): Promise<Uint8Array> {
    const { speaker, blobs } = ports
    const { conversationId, text } = await whatIsSaid(scope, { messageId })
    if (!speaker)
      throw new Fault('precondition_failed', 'Reading aloud is not set up on this server.', {
        reason: 'no-speaker',
      })
    const words = plainWords(text).slice(0, CHARACTERS_MAX)
    if (words === '') throw new Fault('precondition_failed', 'There is no text to read aloud.')
    const version = createHash('sha256').update(`${speaker.id}\n${words}`).digest('hex').slice(0, 24)
    const key = `${spokenIn(scope.tenantId, conversationId)}/${messageId}-${version}`
    const known = await blobs.read(key).catch(() => null)
    if (known) return known
    const trusted = entrustedScope(scope, scope.tenantId, scope.actor)
    await requirePlan(trusted)
    const { content, cost } = await speaker.speak(words, scope.signal)
    await noteSpeaking(trusted, { model: speaker.id, characters: words.length, cost })
    await chargeBudgets(trusted, { agentId: null, personId: scope.actor.id }, cost)
    await blobs.write(key, Readable.from([content]), BYTES_MAX).catch((error: unknown) => {
      // Synthesized again the next time.
      if (!(error instanceof Fault && error.reason === 'no-space')) throw error
    })
    // If the conversation was deleted in the meantime, nobody else deletes this recording.
    await whatIsSaid(scope, { messageId }).catch(async (error: unknown) => {
      await blobs.remove(key)
      throw error
    })
    return content
  },
})

const noteSpeaking = (
  scope: Scope,
  spent: Pick<Parameters<typeof recordSpent>[1], 'model' | 'characters' | 'cost'>,
) => recordSpent(scope, { purpose: 'speaking', seconds: null, ...spent })

/** Returns whether answers can be read aloud here. */
export const readSpeechOffer = query({
  name: 'speech-offer.read',
  permission: 'conversation:read',
  input: z.strictObject({}),
  output: SpeechOffer,
  run: async ({ scope }) => ({ isOffered: scope.app.ports.speaker !== null }),
})

/** Markdown as it is read aloud: without markup or URLs, and with code only mentioned. */
const plainWords = (text: string): string =>
  text
    .replace(/```[\s\S]*?(?:```|$)/g, ' … ')
    .replace(/!?\[([^[\]\n]*)\]\((?:[^()\n]|\([^()\n]*\))*\)/g, '$1')
    .replace(/https?:\/\/\S+/g, ' … ')
    .replace(/^\s{0,3}(?:#{1,6}|>|[-*+]|\d+\.)\s+/gm, '')
    .replace(/^[ \t:|-]+$/gm, '')
    .replace(/[*_~`|]+/g, ' ')
    .replace(/[ \t]+/g, ' ')
    .trim()
