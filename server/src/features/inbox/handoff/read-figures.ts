import { InboxFigures, ReadInboxFigures } from '#contract/shapes/inbox.ts'
import { countSaidInInbox } from '#features/conversations/index.ts'
import { query } from '#kernel/use-case.ts'
import { countAsked } from './inbox-state-store.ts'

/** Returns the number of messages in a period, who wrote them, and how long people waited for a person. */
export const readFigures = query({
  name: 'inbox.read-figures',
  permission: 'inbox:read',
  input: ReadInboxFigures,
  output: InboxFigures,
  async run({ tx }, { from, to }): Promise<InboxFigures> {
    const period = [since(from), since(to)] as const
    const [said, asked] = await Promise.all([countSaidInInbox(tx, ...period), countAsked(tx, ...period)])
    return {
      conversations: said.opened,
      messages: { owners: said.byOwners, agents: said.byAgents, members: said.byMembers },
      askedForPerson: asked.asked,
      answeredByPerson: asked.answered,
      waitedSeconds: asked.waitedSeconds,
    }
  },
})

/** Nothing is older than the clock by which IDs are generated. */
const since = (instant: string) => new Date(Math.max(0, Date.parse(instant)))
