import { sendMessage } from '#features/messages/index.ts'
import { type Actor, callUntilAnswered } from '../run.ts'
import { waitALittle } from './wait-a-little.ts'

/** Writes through one process, and through the other where that dies; one message after the other. */
export const writerAt =
  (process: string): Actor =>
  async (run, name) => {
    const messages = 1 + run.random.below(2)
    for (let at = 1; at <= messages; at += 1) {
      await waitALittle(run)
      const clientId = `${name}${at}`
      const text = `${clientId}: say ${run.random.below(4)} words, one every ${run.random.pick([1, 50, 700])} ms`
      await say(run, { process, actor: name, clientId, text })
    }
  }

/** Sends a message until it is acknowledged, and keeps what was told. */
export async function say(
  run: Parameters<Actor>[0],
  { process, actor, clientId, text }: { process: string; actor: string; clientId: string; text: string },
): Promise<void> {
  const { conversationId, recorded, schedule } = run
  try {
    const { message, reply } = await callUntilAnswered(run, { process, actor, as: 'vera' }, (scope) =>
      sendMessage(scope, { conversationId, clientId, parts: [{ type: 'text', text }] }),
    )
    schedule.note('', actor, `is told that ${clientId} is stored as ${message.seq}`)
    recorded.acknowledged.push({
      clientId,
      text,
      messageId: message.id,
      seq: message.seq,
      replyId: reply?.id ?? null,
    })
  } catch (error) {
    recorded.wrong.push(`${clientId} was refused: ${String(error)}`)
  }
}
