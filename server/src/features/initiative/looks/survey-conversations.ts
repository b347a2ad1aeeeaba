import { initiativeSurvey } from '#features/agents/index.ts'
import { flow } from '#kernel/use-case.ts'
import { planLooks } from './plan-looks.ts'

/** Finds the conversations in which an agent may speak first from now on. */
export const surveyConversations = flow({
  name: 'initiative.survey',
  permission: 'internal',
  input: initiativeSurvey.input,
  async run({ scope }, of): Promise<void> {
    let before: string | null = null
    do {
      before = await planLooks(scope, { ...of, before })
    } while (before !== null)
  },
})
