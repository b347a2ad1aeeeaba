import { readStep } from '#kernel/step.ts'
import { knowledgeBasesOf } from './project-store.ts'

/** Additional context for agents in a project's conversations. */
export interface ProjectBrief {
  name: string
  instructions: string
  knowledgeBaseIds: string[]
}

/** Reads the additional context for an answer in a project; null if the project is gone. */
export const readBrief = readStep(
  async ({ tx }, { projectId }: { projectId: string }): Promise<ProjectBrief | null> => {
    const [row, knowledgeBases] = await Promise.all([
      tx
        .selectFrom('projects')
        .select(['name', 'instructions'])
        .where('id', '=', projectId)
        .executeTakeFirst(),
      knowledgeBasesOf(tx, [projectId]),
    ])
    return row ? { ...row, knowledgeBaseIds: knowledgeBases.get(projectId) ?? [] } : null
  },
)
