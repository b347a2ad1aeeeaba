import { DeskFigures, ReadDeskFigures } from '#contract/shapes/desk.ts'
import { countSaidAtDesk } from '#features/conversations/index.ts'
import { query } from '#kernel/use-case.ts'
import { countAsked } from './desk-state-store.ts'

/** Shows how much people wrote to us in a period, who answered, and how long those waited who asked for a person. */
export const readFigures = query({
  name: 'desk.read-figures',
  permission: 'desk:read',
  input: ReadDeskFigures,
  output: DeskFigures,
  async run({ tx }, { from, to }): Promise<DeskFigures> {
    const period = [since(from), since(to)] as const
    const [said, asked] = await Promise.all([countSaidAtDesk(tx, ...period), countAsked(tx, ...period)])
    return {
      conversations: said.opened,
      messages: { owners: said.byOwners, agents: said.byAgents, members: said.byMembers },
      askedForPerson: asked.asked,
      answeredByPerson: asked.answered,
      waitedSeconds: asked.waitedSeconds,
    }
  },
})

/** Nothing here is older than the clock that ids are made by. */
const since = (instant: string) => new Date(Math.max(0, Date.parse(instant)))
