import { cancelReply } from '#features/replies/index.ts'
import { type Actor, callUntilAnswered } from '../run.ts'
import { waitALittle } from './wait-a-little.ts'

/** Stops the newest answer that anybody knows of. */
export const cancellerAt =
  (process: string): Actor =>
  async (run, name) => {
    const { recorded, schedule } = run
    for (let tries = 0; tries < 3; tries += 1) {
      await waitALittle(run)
      const replyId = recorded.acknowledged.findLast((one) => one.replyId !== null)?.replyId
      if (!replyId) continue
      try {
        const { state } = await callUntilAnswered(run, { process, actor: name, as: 'vera' }, (scope) =>
          cancelReply(scope, { replyId }),
        )
        schedule.note('', name, `is told that it is ${state}`)
      } catch (error) {
        recorded.wrong.push(`${name} was refused: ${String(error)}`)
      }
      return
    }
  }
