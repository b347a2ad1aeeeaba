import type { ReplyStreamPart } from '#contract/reply-parts.ts'
import { followReply } from '#features/replies/index.ts'
import type { Following } from '../recorded.ts'
import { follow, type Run } from '../run.ts'

/** Follows an answer to its end, from where it was left wherever that is. */
export function followAnswer(
  run: Run,
  { process, actor, replyId }: { process: string; actor: string; replyId: string },
): void {
  const following: Following = { name: actor, replyId, text: '', ended: null, wrong: [] }
  run.recorded.followings.push(following)
  let after: string | undefined
  const hear = (part: ReplyStreamPart) => {
    if (following.ended) following.wrong.push(`${actor} was told more after the end`)
    after = part.cursor
    if (part.type === 'superseded') following.text = ''
    if (part.type === 'text-delta') {
      // What was there before this part is what its offset counts, where an answer is one text.
      if (part.offset !== following.text.length)
        following.wrong.push(
          `${actor} has ${following.text.length} characters and was told more from ${part.offset}`,
        )
      following.text += part.text
    }
    if (part.type === 'reply-end') {
      following.ended = { state: part.state, textLength: part.textLength }
      run.schedule.note('', actor, `is told that the answer is ${part.state}: ${following.text}`)
    }
  }
  void follow(
    run,
    { process, actor, as: 'vera' },
    {
      open: (scope) => followReply(scope, { replyId, ...(after !== undefined && { after }) }),
      hear,
      isOver: () => following.ended !== null,
    },
  ).catch((error: unknown) => following.wrong.push(`${actor} was refused: ${String(error)}`))
}
