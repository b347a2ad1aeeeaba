import {
  factsLearn,
  keepTaught,
  lessonInstructions,
  lessonMaterial,
  prepareLesson,
  taughtBy,
} from '#features/memory/index.ts'
import { flow } from '#kernel/use-case.ts'
import { askAside } from '../asides/ask-aside.ts'

const OUTPUT_TOKENS_MAX = 1_500

/** Finds in what a person said lately what their agent should remember of them. */
export const learnFacts = flow({
  name: 'fact.learn',
  permission: 'internal',
  input: factsLearn.input,
  async run({ scope }, place): Promise<void> {
    const lesson = await prepareLesson(scope, place)
    if (!lesson) return
    const answer = await askAside(scope, {
      purpose: 'facts',
      agent: lesson.agent,
      instructions: lessonInstructions,
      material: lessonMaterial(lesson),
      outputTokensMax: OUTPUT_TOKENS_MAX,
    })
    if (answer) await keepTaught(scope, { ...place, lesson, changes: taughtBy(answer.text) })
  },
})
