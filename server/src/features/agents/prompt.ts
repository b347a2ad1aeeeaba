import type { Character } from '#contract/shapes/agent.ts'
import type { AgentRow } from './agent-store.ts'

/** What a model is told of who it is: its instructions, how it sounds, and how it would answer. */
export function promptOf(agent: Pick<AgentRow, 'instructions' | 'tone' | 'examples'>): string {
  const examples = agent.examples as Character['examples']
  const said = examples.map(({ question, answer }) => `Person: ${question}\nYou: ${answer}`)
  return [
    agent.instructions,
    agent.tone && `Your tone: ${agent.tone}`,
    said.length > 0 &&
      `This is how you answer, by example. Nobody has said this to you yet.\n\n${said.join('\n\n')}`,
  ]
    .filter(Boolean)
    .join('\n\n')
}
