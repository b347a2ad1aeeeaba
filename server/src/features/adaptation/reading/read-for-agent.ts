import { conversationRead } from '#features/agents/index.ts'
import { consultModel } from '#features/chat/index.ts'
import { findModel } from '#features/models/index.ts'
import { asFault } from '#kernel/fault.ts'
import { flow } from '#kernel/use-case.ts'
import { keepReading } from './keep-reading.ts'
import { prepareReading } from './prepare-reading.ts'
import { readingInstructions, readingMaterial } from './reading-prompt.ts'
import { verdictIn } from './verdict.ts'

const OUTPUT_TOKENS_MAX = 8_000

/** Lets an agent's model read a conversation for what it teaches, and keeps what it suggests. */
export const readForAgent = flow({
  name: 'conversation.read-for-agent',
  permission: 'internal',
  input: conversationRead.input,
  async run({ scope }, place): Promise<void> {
    const reading = await prepareReading(scope, place)
    if (!reading) return
    // Without a real model there is nobody who could read.
    if ((await findModel(scope, reading.model)).provider === 'offline') return
    const said = await consultModel(scope, {
      agentId: place.agentId,
      model: reading.model,
      instructions: readingInstructions(reading),
      question: readingMaterial(reading.instructions, reading.messages),
      maxOutputTokens: OUTPUT_TOKENS_MAX,
    }).catch((error: unknown) => {
      // It can wait for a later conversation.
      if (asFault(error).code !== 'limit_reached') throw error
      return null
    })
    if (said === null) return
    await keepReading(scope, { ...place, reading, verdict: verdictIn(said) })
  },
})
