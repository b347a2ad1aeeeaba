import { ListMessages, MessagePage } from '#contract/shapes/conversation.ts'
import type { Reader } from '#platform/database/open.ts'
import { invalidInput } from '#kernel/fault.ts'
import { query } from '#kernel/use-case.ts'
import type { ConversationRow } from './conversation-store.ts'
import type { MessageRow } from './message.ts'
import { pathUp, withRepliesAndSiblings } from './message-store.ts'
import { readSteps, stepsUp } from './path-store.ts'
import { requireVisible } from './visible.ts'

// Far above any conversation that a person reads page by page; it limits the walk up the tree.
const PATH_MAX = 100_000

/** Lists the messages of a conversation: the visible branch, or all of them by seq. */
export const listMessages = query({
  name: 'message.list',
  permission: 'conversation:read',
  input: ListMessages,
  output: MessagePage,
  async run({ tx, scope }, { conversationId, limit, after, order, branch }) {
    const conversation = await requireVisible(tx, scope, conversationId)
    const afterSeq = readSeq(after)
    const ascending = order === 'oldest'
    const rows =
      branch === 'all'
        ? await pageOfAll(tx, conversation.id, { afterSeq, ascending, limit: limit + 1 })
        : await pageOfShown(tx, conversation, { afterSeq, ascending, limit: limit + 1 })
    const shown = rows.slice(0, limit)
    return {
      items: await withRepliesAndSiblings(tx, shown),
      nextCursor: rows.length > limit ? String(shown.at(-1)?.seq) : null,
    }
  },
})

interface Window {
  afterSeq: number | null
  ascending: boolean
  limit: number
}

const readSeq = (after: string | undefined): number | null => {
  if (after === undefined) return null
  if (!/^\d{1,9}$/.test(after)) throw invalidInput('after: not a cursor of this list')
  return Number(after)
}

function pageOfAll(
  tx: Reader,
  conversationId: string,
  { afterSeq, ascending, limit }: Window,
): Promise<MessageRow[]> {
  let select = tx
    .selectFrom('messages')
    .selectAll()
    .where('conversation_id', '=', conversationId)
    .limit(limit)
  if (afterSeq !== null) select = select.where('seq', ascending ? '>' : '<', afterSeq)
  return select.orderBy('seq', ascending ? 'asc' : 'desc').execute()
}

/** A branch is found from its end upwards. Seq decreases on the way, so a window of the branch is a window of seq. */
async function pageOfShown(tx: Reader, conversation: ConversationRow, window: Window): Promise<MessageRow[]> {
  const { afterSeq, ascending, limit } = window
  const { id, head_message_id: head } = conversation
  if (!ascending && afterSeq === null) return pathUp(tx, id, head, limit)
  const way = await stepsUp(tx, head, PATH_MAX)
  const ordered = ascending ? way.toReversed() : way
  const page = ordered
    .filter(({ seq }) => afterSeq === null || (ascending ? seq > afterSeq : seq < afterSeq))
    .slice(0, limit)
  return readSteps(tx, page)
}
