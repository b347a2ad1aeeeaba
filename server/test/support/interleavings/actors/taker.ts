import { returnToAgent } from '#features/messages/index.ts'
import { takeConversation } from '#features/inbox/handoff/index.ts'
import { type Actor, callUntilAnswered } from '../run.ts'
import { waitALittle } from './wait-a-little.ts'

/** Takes the conversation over through a process, and sometimes gives it back later. */
export const takerAt =
  (process: string): Actor =>
  async (run, name) => {
    const { conversationId, random, recorded, schedule } = run
    const who = { process, actor: name, as: 'otto' } as const
    await waitALittle(run)
    try {
      await callUntilAnswered(run, who, (scope) => takeConversation(scope, { conversationId }))
      schedule.note('', name, 'is told that it is theirs')
      recorded.isHeld = true
      if (!random.isLuckyBy(0.4)) return
      await waitALittle(run)
      recorded.isHeld = false
      await callUntilAnswered(run, who, (scope) =>
        returnToAgent(scope, { conversationId, answersNow: random.isLuckyBy(0.5) }),
      )
      schedule.note('', name, 'is told that it is the agent’s again')
    } catch (error) {
      recorded.wrong.push(`${name} was refused: ${String(error)}`)
    }
  }
