import { type Character, type CharacterField } from '#contract/shapes/agent.ts'
import { AgentDiff, CompareVersions } from '#contract/shapes/agent-version.ts'
import { findSourceNames } from '#features/knowledge/index.ts'
import { query } from '#kernel/use-case.ts'
import { requireAgent } from '../agent-store.ts'
import { characterOf, differing, storedCharacter } from '../character.ts'
import { draftedCharacter } from '../drafts/show-draft.ts'
import { diffLines } from './diff-lines.ts'
import { requireVersion } from './version-store.ts'

/** Shows what differs between two versions of an agent, field by field, and in texts line by line. */
export const compareVersions = query({
  name: 'agent-version.compare',
  permission: 'agent:write',
  input: CompareVersions,
  output: AgentDiff,
  async run({ tx, scope }, { agentId, from, to }) {
    const agent = await requireAgent(tx, scope, agentId)
    const version = async (number: number) =>
      storedCharacter((await requireVersion(tx, agentId, number)).content)
    const before = from === undefined ? characterOf(agent) : await version(from)
    const after = to === undefined ? (await draftedCharacter(tx, scope, agent)).character : await version(to)
    const names = await findSourceNames(tx, scope, [...before.sourceIds, ...after.sourceIds])
    return {
      fields: differing(before, after).map((field) => ({
        field,
        before: before[field],
        after: after[field],
        lines:
          textOf(before, field) === null
            ? null
            : diffLines(textOf(before, field) ?? '', textOf(after, field) ?? ''),
      })),
      sourceNames: Object.fromEntries(names),
    }
  },
})

/** What people write of a field, as lines; null for what is chosen. */
function textOf(character: Character, field: CharacterField): string | null {
  if (field === 'instructions') return character.instructions
  if (field !== 'examples') return null
  return character.examples.map(({ question, answer }) => `→ ${question}\n← ${answer}`).join('\n\n')
}
