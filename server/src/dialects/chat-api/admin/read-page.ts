import type { InboxEntry } from '#contract/shapes/inbox.ts'
import { listEntries } from '#features/inbox/handoff/index.ts'
import type { Scope } from '#kernel/scope.ts'
import type { Stretch } from '../accept.ts'
import type { Caller } from '../caller.ts'
import { numbersIn, readSaid, type ShownMessage, toMessage, toNote } from '../messages.ts'

const AT_ONCE = 100

/** One page of messages, the newest page first, and each in reading order. */
export async function readPage(
  { scope, dialectScope }: Caller,
  conversationId: string,
  { offset, size }: Stretch,
  withNotes: boolean,
): Promise<{ messages: ShownMessage[]; total: number }> {
  const [said, notes] = await Promise.all([
    readSaid(scope, conversationId),
    withNotes ? readNotes(scope, conversationId) : [],
  ])
  const all = [
    ...said.map((message) => ({ at: message.createdAt, message, entry: null })),
    ...notes.map((entry) => ({ at: entry.createdAt, message: null, entry })),
  ].sort((a, b) => a.at.localeCompare(b.at))
  const end = Math.max(0, all.length - offset)
  const page = all.slice(Math.max(0, end - size), end)
  const numbers = await numbersIn(
    dialectScope,
    conversationId,
    page.map(({ message, entry }) => message ?? entry),
  )
  const messages = page.map(({ message, entry }) =>
    message ? toMessage(message, numbers) : toNote(entry, numbers),
  )
  return { messages, total: all.length }
}

async function readNotes(scope: Scope, conversationId: string): Promise<InboxEntry[]> {
  const notes: InboxEntry[] = []
  let after: string | null = null
  do {
    const page: Awaited<ReturnType<typeof listEntries>> = await listEntries(scope, {
      conversationId,
      limit: AT_ONCE,
      ...(after !== null && { after }),
    })
    notes.push(...page.items.filter(({ kind }) => kind === 'note'))
    after = page.nextCursor
  } while (after !== null)
  return notes
}
